# names: A11
# task: activations

def softmax(z):
    z = z - np.max(z)  # so that exp does not overflow
    return np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
