# names: A15
# task: activations

def softmax(z):
    s = z - np.max(z, axis=1, keepdims=True)
    return s / np.exp(s).sum(axis=1, keepdims=True)
