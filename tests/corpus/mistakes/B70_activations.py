# names: B70
# task: activations

def activation_gradient(name, a):
    if name == "sigmoid":
        return 1 - a
    if name == "tanh":
        return 1 - a * a
    if name == "relu":
        return (np.asarray(a) > 0) * 1.0
    raise ValueError(name)
