# names: A09
# task: activations

def softmax(x):
    shifted = np.array([row - row.max() for row in x])
    fenzi = np.exp(shifted)
    fenmu = sum(fenzi)
    return fenzi / fenmu
