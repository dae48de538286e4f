# names: A02
# task: activations

def relu(z):
    return max(0, z)
