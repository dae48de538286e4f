# names: B27
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    out = activations[-1]
    err = (out - Y) / m
    if network.objective == "squared_error":
        if network.output == "softmax":
            err = out * (err - (err * out).sum(axis=1, keepdims=True))
        if network.output == "sigmoid":
            err = err * out * (1 - out)
    grads = []
    for l in range(len(params))[::-1]:
        w, b = params[l]
        dw = np.matmul(activations[l].T, err) + 2 * network.l2 * w
        grads.append((dw, err.sum(axis=0)))
        if l != 0:
            err = np.matmul(err, w.T) * activation_gradient(network.hidden, activations[l])
    return grads[::-1]
