# names: A14
# task: activations

def softmax(z):
    m = z.shape[0]
    for i in range(m):
        z[i] -= z[i].max()
    ex = np.exp(z)
    return ex / ex.sum(1).reshape(m, 1)
