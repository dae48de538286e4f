# names: B02
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    AL = activations[-1]
    dZ = (AL - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            dZ = dZ * AL * (1 - AL)
        elif network.output == "softmax":
            dZ = AL * (dZ - np.sum(dZ * AL, axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        dW = 1 / m * np.dot(activations[l].T, dZ) + network.l2 * W
        db = 1 / m * np.sum(dZ, axis=0)
        grads.insert(0, (dW, db))
        if l > 0:
            dA = np.dot(dZ, W.T)
            dZ = dA * activation_gradient(network.hidden, activations[l])
    return grads
