# names: B01, B06
# tasks: backward


def backward(network, params, activations, Y):
    grads = []
    out = activations[-1]
    m = len(Y)
    delta = out - Y
    if network.objective == "squared_error" and network.output == "sigmoid":
        delta = delta * out * (1 - out)
    if network.objective == "squared_error" and network.output == "softmax":
        delta = out * (delta - np.sum(delta * out, axis=1).reshape(m, 1))
    for l in range(len(params) - 1, -1, -1):
        W = params[l][0]
        dW = np.dot(activations[l].T, delta) + network.l2 * W
        db = np.sum(delta, axis=0)
        grads.append((dW, db))
        delta = np.dot(delta, W.T)  # 误差传回上一层
    grads.reverse()
    return grads
