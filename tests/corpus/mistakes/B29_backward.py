# names: B29
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    A = activations[-1]
    if network.output == "softmax":
        y = np.argmax(Y, axis=1).reshape(-1, 1)  # labels
    else:
        y = Y
    dZ = (A - y) / m
    if network.objective == "squared_error" and network.output == "sigmoid":
        dZ = dZ * A * (1 - A)
    elif network.objective == "squared_error" and network.output == "softmax":
        dZ = A * (dZ - np.sum(dZ * A, axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        grads.insert(0, (activations[l].T @ dZ + network.l2 * W, dZ.sum(axis=0)))
        if l > 0:
            dZ = dZ @ W.T * activation_gradient(network.hidden, activations[l])
    return grads
