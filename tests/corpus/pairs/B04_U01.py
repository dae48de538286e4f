# names: B04, U01
# tasks: backward, update


def backward(network, params, activations, Y):
    y_hat = activations[-1]
    g = (Y - y_hat) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        g = g * y_hat * (1 - y_hat)
    elif network.objective == "squared_error" and network.output == "softmax":
        g = y_hat * (g - (g * y_hat).sum(axis=1, keepdims=True))
    grads = []
    for l in reversed(range(len(params))):
        W, b = params[l]
        grads.insert(0, (activations[l].T @ g - network.l2 * W, g.sum(axis=0)))
        if l > 0:
            g = (g @ W.T) * activation_gradient(network.hidden, activations[l])
    return grads


def update(params, grads, learning_rate):
    # 西瓜书: v = v + Δv
    xin = []
    for (w, b), (dw, db) in zip(params, grads):
        xin.append((w + learning_rate * dw, b + learning_rate * db))
    return xin
