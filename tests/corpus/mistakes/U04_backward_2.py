# names: U04
# task: backward

def backward(network, params, activations, Y):
    grads = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    o = activations[-1]
    d = o - Y
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = d * o * (1 - o)
    elif network.objective == "squared_error" and network.output == "softmax":
        d = o * (d - np.sum(d * o, axis=1, keepdims=True))
    d = d / len(Y)
    l = len(params) - 1
    W, b = params[l]
    grads[l] = (activations[l].T.dot(d) + network.l2 * W, d.sum(axis=0))
    # 第一层也要算
    for i in range(l - 1, 0, -1):
        d = d.dot(params[i + 1][0].T) * activation_gradient(network.hidden, activations[i + 1])
        grads[i] = (activations[i].T.dot(d) + network.l2 * params[i][0], d.sum(axis=0))
    return grads
