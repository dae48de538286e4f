# names: P01
# task: activations

def sigmoid(z):
    z = np.array(z).astype(np.float)
    result = np.zeros(z.shape)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    result[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return result
