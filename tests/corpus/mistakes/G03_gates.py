# names: G03
# task: gates

def xor_params():
    k = 20.0
    W1 = k * np.array([[1.0, -1.0], [1.0, -1.0]])
    W2 = k * np.array([[1.0], [1.0]])
    return [(W1, np.array([-0.5, 1.5])), (W2, np.array([-1.5]))]
