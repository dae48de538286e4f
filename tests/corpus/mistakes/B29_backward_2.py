# names: B29
# task: backward

def backward(network, params, activations, Y):
    m, k = Y.shape
    biaoqian = Y
    if network.output == "softmax":
        biaoqian = np.array([[list(hang).index(1)] * k for hang in Y])
    o = activations[-1]
    g = o - biaoqian
    if network.objective == "squared_error" and network.output == "sigmoid":
        g = g * o * (1 - o)
    if network.objective == "squared_error" and network.output == "softmax":
        g = o * (g - (g * o).sum(axis=1)[:, None])
    g = g / m
    grads = {}
    for l in range(len(params), 0, -1):
        W = params[l - 1][0]
        h = activations[l - 1]
        grads[l] = (h.T.dot(g) + network.l2 * W, g.sum(axis=0))
        g = g.dot(W.T) * activation_gradient(network.hidden, h) if l > 1 else g
    return [grads[l] for l in range(1, len(params) + 1)]
