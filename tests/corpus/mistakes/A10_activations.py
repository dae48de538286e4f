# names: A10
# task: activations

def softmax(z):
    exp_z = np.exp(z - z.max(axis=1)[:, None])
    total = np.sum(exp_z, axis=1)
    return exp_z / total
