# names: U04
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
    dW = [np.zeros_like(W) for W, b in params]
    db = [np.zeros_like(b) for W, b in params]
    for l in range(len(params) - 1, -1, -1):
        dW[l] = activations[l].T @ dZ + network.l2 * params[l][0]
        if l > 0:
            dZ = dZ @ params[l][0].T * activation_gradient(network.hidden, activations[l])
    return list(zip(dW, db))
