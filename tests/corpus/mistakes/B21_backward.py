# names: B21
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    A = activations[-1]
    dZ = (A - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            dZ = dZ * A * (1 - A)
        elif network.output == "softmax":
            dZ = A * (dZ - (dZ * A).sum(axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        dW = activations[l].T * dZ + network.l2 * W
        db = dZ.sum(axis=0)
        grads.insert(0, (dW, db))
        if l > 0:
            dZ = np.dot(dZ, W.T) * activation_gradient(network.hidden, activations[l])
    return grads
