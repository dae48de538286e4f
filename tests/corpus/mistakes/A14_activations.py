# names: A14
# task: activations

def relu(z):
    # 小于零的都变成 0
    z[z < 0] = 0
    return z
