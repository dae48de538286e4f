# names: A09
# task: activations

def softmax(z):
    # each column is one distribution
    top = z.max(axis=0)
    e = np.exp(z - top)
    return e / e.sum(axis=0)
