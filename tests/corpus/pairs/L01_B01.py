# names: L01, B01
# tasks: loss, backward


def loss(network, params, Y_hat, Y):
    reg = sum([np.sum(W**2) for W, b in params]) * network.l2 / 2
    if network.objective == "squared_error":
        return 0.5 * np.sum((Y - Y_hat) ** 2) + reg
    P = np.minimum(np.maximum(Y_hat, 1e-12), 1 - 1e-12)
    J = -np.sum(Y * np.log(P))
    if network.output == "sigmoid":
        J = J - np.sum((1 - Y) * np.log(1 - P))
    return J + reg


def backward(network, params, activations, Y):
    A = activations[-1]
    dZ = A - Y
    if network.objective == "squared_error" and network.output == "sigmoid":
        dZ = dZ * A * (1 - A)
    elif network.objective == "squared_error" and network.output == "softmax":
        dZ = A * (dZ - (dZ * A).sum(axis=1, keepdims=True))
    grads = [None] * len(params)
    for l in reversed(range(len(params))):
        W, b = params[l]
        grads[l] = (activations[l].T @ dZ + network.l2 * W, dZ.sum(axis=0))
        if l > 0:
            dZ = (dZ @ W.T) * activation_gradient(network.hidden, activations[l])
    return grads
