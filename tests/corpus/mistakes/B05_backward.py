# names: B05
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    y = activations[-1]
    # g: 输出层神经元的梯度项, e: 隐层神经元的梯度项
    g = (y - Y) / m
    if network.objective == "squared_error" and network.output == "sigmoid":
        g = y * (1 - y) * g
    elif network.objective == "squared_error" and network.output == "softmax":
        g = y * (g - (y * g).sum(axis=1).reshape(m, 1))
    grads = []
    for l in range(len(params))[::-1]:
        w, theta = params[l]
        b = activations[l]
        grads.insert(0, (b.T.dot(g) + network.l2 * w, -g.sum(axis=0)))
        if l > 0:
            e = g.dot(w.T) * activation_gradient(network.hidden, b)
            g = e
    return grads
