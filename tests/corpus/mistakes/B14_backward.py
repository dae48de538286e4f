# names: B14
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    A = activations[-1]
    dZ = A - Y
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            dZ = dZ * A * (1 - A)
        elif network.output == "softmax":
            dZ = A * (dZ - np.sum(A * dZ, axis=1, keepdims=True))
    grads = []
    for l in reversed(range(len(params))):
        W = params[l][0]
        dW = np.dot(activations[l].T, dZ) / m + network.l2 * W
        db = np.sum(dZ) / m
        grads.insert(0, (dW, db))
        dZ = np.dot(dZ, W.T) * activation_gradient(network.hidden, activations[l]) if l else None
    return grads
