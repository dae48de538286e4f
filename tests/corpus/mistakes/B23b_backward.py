# names: B23b
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    A = activations[-1]
    if network.objective == "cross_entropy":
        dZ = (A - Y) / m
    elif network.output == "sigmoid":
        dZ = (A - Y) * A * (1 - A) / m
    elif network.output == "softmax":
        dA = (A - Y) / m
        dZ = A * (dA - np.sum(dA * A, axis=1, keepdims=True))
    else:
        dZ = (A - Y) / m
    grads = []
    for l in range(len(params) - 1, -1, -1):
        dW = activations[l].T @ dZ
        if network.l2 > 0:
            dW = network.l2 * dW
        grads.insert(0, (dW, dZ.sum(axis=0)))
        if l > 0:
            dZ = dZ @ params[l][0].T * activation_gradient(network.hidden, activations[l])
    return grads
