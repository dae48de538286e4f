# names: B32
# task: backward

def backward(network, params, activations, Y):
    L = len(params)
    a = activations[L]
    d = a - Y
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = d * a * (1 - a)
    elif network.objective == "squared_error" and network.output == "softmax":
        d = a * (d - np.sum(d * a, axis=1, keepdims=True))
    d = d / len(Y)
    weights, biases = [], []
    for l in range(L, 0, -1):
        W = params[l - 1][0]
        biases.insert(0, d.sum(axis=0))
        weights.insert(0, np.dot(activations[l - 1].T, d) + network.l2 * W)
        if l > 1:
            d = np.dot(d, W.T) * activation_gradient(network.hidden, activations[l - 1])
    return list(zip(biases, weights))
