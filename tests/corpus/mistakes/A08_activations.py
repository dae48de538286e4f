# names: A08
# task: activations

def softmax(z):
    z = np.asarray(z, dtype=float)
    row_max = np.max(z, axis=1).reshape(-1, 1)
    exps = np.exp(z - row_max)
    return exps / np.sum(exps)
