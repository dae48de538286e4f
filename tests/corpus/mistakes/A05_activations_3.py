# names: A05
# task: activations

def activation_gradient(name, a):
    a = np.asarray(a, dtype=float)
    if name == "relu":
        slope = np.zeros_like(a)
        slope[a > 0] = 1.0
    elif name == "sigmoid":
        slope = a - a**2
    elif name == "tanh":
        slope = 1.0 / np.cosh(a) ** 2
    else:
        raise ValueError("relu, sigmoid or tanh")
    return slope
