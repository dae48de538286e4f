# names: B16
# task: backward

def backward(network, params, activations, Y):
    """Errors of every layer first, then the gradients from them."""
    L = len(params)
    P = activations[L]
    err = P - Y
    if network.objective == "squared_error" and network.output == "sigmoid":
        err = err * P * (1 - P)
    elif network.objective == "squared_error" and network.output == "softmax":
        err = P * (err - np.sum(err * P, axis=1, keepdims=True))
    deltas = [err]
    for l in range(L - 1, 0, -1):
        slope = activation_gradient(network.hidden, activations[l])
        deltas.append(slope * (deltas[-1] @ params[l][0].T))
    deltas = deltas[::-1]
    grads = []
    for l, d in enumerate(deltas):
        d = d / len(Y)
        grads.append((np.dot(activations[l].T, d) + network.l2 * params[l][0], d))
    return grads
