# names: A18
# task: activations

def sigmoid(z):
    """squashes to (0, 1)"""
    return np.tanh(z)
