# names: A23
# task: activations

def relu(z):
    return np.where(z > 0, z, 0.01 * z)  # leaky
