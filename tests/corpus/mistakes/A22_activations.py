# names: A22
# task: activations

def activation_gradient(name, a):
    if name == "sigmoid":
        return a * (a - 1)
    if name == "tanh":
        return a**2 - 1
    if name == "relu":
        return -(a > 0).astype(float)
    raise ValueError(name)
