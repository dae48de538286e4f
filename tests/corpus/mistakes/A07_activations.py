# names: A07
# task: activations

def activation_gradient(name, a):
    if name in ("sigmoid", "tanh"):
        return 1 - a * a
    if name == "relu":
        return 1.0 * (a > 0)
    raise ValueError(f"{name} is not an activation")
