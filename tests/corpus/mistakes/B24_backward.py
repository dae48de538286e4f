# names: B24
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    A = activations
    n = len(params)
    dZ = A[n] - Y
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            dZ = dZ * A[n] * (1 - A[n])
        elif network.output == "softmax":
            dZ = A[n] * (dZ - np.sum(dZ * A[n], axis=1, keepdims=True))
    dW = {}
    db = {}
    for l in range(n, 0, -1):
        dW[l] = np.dot(A[l - 1].T, dZ) / m
        db[l] = np.sum(dZ, axis=0) / m
        if l > 1:
            dZ = np.dot(dZ, params[l - 1][0].T) * activation_gradient(network.hidden, A[l - 1])
    return [(dW[l], db[l]) for l in range(1, n + 1)]
