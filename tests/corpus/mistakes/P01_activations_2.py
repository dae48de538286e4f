# names: P01
# task: activations

def activation_gradient(name, a):
    if name == "sigmoid":
        return (1 - a) * a
    if name == "tanh":
        return 1 - np.square(a)
    if name == "relu":
        return np.array(a > 0, dtype=np.int)
    raise ValueError("bad name " + name)
