# names: B26
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    A = activations[-1]
    dZ = A - Y
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            dZ = dZ * A * (1 - A)
        elif network.output == "softmax":
            dZ = A * (dZ - np.sum(dZ * A, axis=1, keepdims=True))
    grads = [None] * len(params)
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        dW = np.dot(activations[l].T, dZ) / m
        db = np.sum(dZ, axis=0) / m
        # L2 正则化
        dW = dW + network.l2 * W
        db = db + network.l2 * b
        grads[l] = (dW, db)
        if l > 0:
            dZ = np.dot(dZ, W.T) * activation_gradient(network.hidden, activations[l])
    return grads
