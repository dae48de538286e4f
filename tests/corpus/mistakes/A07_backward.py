# names: A07
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    n = len(params)
    D = {}
    out = activations[n]
    D[n] = (out - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D[n] = D[n] * out * (1 - out)
        if network.output == "softmax":
            D[n] = out * (D[n] - (D[n] * out).sum(axis=1).reshape(-1, 1))
    for l in range(n - 1, 0, -1):
        back = D[l + 1].dot(params[l][0].T)
        if network.hidden == "relu":
            D[l] = back * (activations[l] > 0)
        else:
            D[l] = back * (1 - np.square(activations[l]))
    return [
        (activations[l - 1].T.dot(D[l]) + network.l2 * params[l - 1][0], D[l].sum(axis=0)) for l in range(1, n + 1)
    ]
