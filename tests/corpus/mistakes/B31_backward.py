# names: B31
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    A = activations[-1]
    dZ = (A - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            dZ = dZ * A * (1 - A)
        elif network.output == "softmax":
            dZ = A * (dZ - np.sum(dZ * A, axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        dW = np.dot(activations[l].T, dZ) + network.l2 * W
        db = np.sum(dZ, axis=0)
        grads.append({dW, db})
        if l > 0:
            dZ = np.dot(dZ, W.T) * activation_gradient(network.hidden, activations[l])
    return grads[::-1]
