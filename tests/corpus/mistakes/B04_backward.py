# names: B04
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    o = activations[-1]
    g = Y - o  # 真实值 - 预测值
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            g = g * o * (1 - o)
        elif network.output == "softmax":
            g = o * (g - np.sum(g * o, axis=1, keepdims=True))
    g = g / m
    tidu = []
    for i in range(len(params) - 1, -1, -1):
        w, b = params[i]
        h = activations[i]
        tidu = [(np.dot(h.T, g) + network.l2 * w, np.sum(g, axis=0))] + tidu
        if i > 0:
            g = np.dot(g, w.T) * activation_gradient(network.hidden, h)
    return tidu
