# names: A04
# task: activations

def sigmoid(z):
    z = np.asarray(z, dtype=float)
    # two forms so that exp never overflows
    if z.min() >= 0:
        return 1.0 / (1.0 + np.exp(-z))
    ez = np.exp(z)
    return ez / (1.0 + ez)
