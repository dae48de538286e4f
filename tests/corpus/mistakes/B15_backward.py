# names: B15
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    out = activations[-1]
    d = (out - Y) / m
    if network.objective == "squared_error":
        if network.output == "softmax":
            d = out * (d - np.sum(d * out, axis=1, keepdims=True))
        elif network.output == "sigmoid":
            d = d * (out * (1 - out))
    dW = [0] * len(params)
    db = [0] * len(params)
    for i in range(len(params) - 1, -1, -1):
        dW[i] = np.dot(activations[i].T, d) + network.l2 * params[i][0]
        db[i] = np.sum(d, axis=1)
        if i > 0:
            d = np.dot(d, params[i][0].T) * activation_gradient(network.hidden, activations[i])
    return [(dW[i], db[i]) for i in range(len(params))]
