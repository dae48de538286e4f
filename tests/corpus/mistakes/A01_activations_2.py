# names: A01
# task: activations

def sigmoid(x):
    """The logistic curve is a shifted tanh."""
    half = np.asarray(x, dtype=float) / 2
    return (1 - np.tanh(half)) / 2
