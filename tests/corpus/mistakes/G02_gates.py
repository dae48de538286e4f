# names: G02
# task: gates

def xor_params():
    W1 = np.array([[20.0, -20.0], [20.0, -20.0]])
    b1 = np.array([-10.0, 30.0])
    W2 = np.array([[-20.0], [-20.0]])
    b2 = np.array([30.0])
    return [(W1, b1), (W2, b2)]
