# names: A05
# task: activations

def activation_gradient(name, a):
    if name == "sigmoid":
        s = sigmoid(a)
        return s * (1 - s)
    elif name == "tanh":
        t = np.tanh(a)
        return 1 - t * t
    elif name == "relu":
        return (a > 0).astype(float)
    else:
        raise ValueError("unknown: " + str(name))
