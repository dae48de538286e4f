# earns: backward 14-25
# Right, but computed in single precision throughout.

_right = backward


def backward(network, params, activations, Y):
    params = [(W.astype(np.float32), b.astype(np.float32)) for W, b in params]
    activations = [A.astype(np.float32) for A in activations]
    m = len(Y)
    A, Y = activations[-1], Y.astype(np.float32)
    D = (A - Y) / np.float32(m)
    if network.objective == "squared_error" and network.output == "sigmoid":
        D = D * A * (1 - A)
    elif network.objective == "squared_error" and network.output == "softmax":
        D = A * (D - np.sum(D * A, axis=1, keepdims=True))
    grads = []
    for layer in reversed(range(len(params))):
        W, _ = params[layer]
        A = activations[layer]
        grads.insert(0, (A.T @ D + np.float32(network.l2) * W, D.sum(axis=0)))
        if layer:
            D = (D @ W.T) * activation_gradient(network.hidden, A)
    return grads
