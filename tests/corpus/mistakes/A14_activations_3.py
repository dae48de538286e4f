# names: A14
# task: activations

def activation_gradient(name, a):
    if name == "relu":
        a[a > 0] = 1.0
        a[a <= 0] = 0.0
        return a
    elif name == "sigmoid":
        return np.multiply(a, 1 - a)
    elif name == "tanh":
        return 1 - np.multiply(a, a)
    raise ValueError("I do not know " + name)
