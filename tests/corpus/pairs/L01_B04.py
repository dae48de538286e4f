# names: L01, B04
# tasks: loss, backward


def loss(network, params, Y_hat, Y):
    # 交叉熵 / 均方误差
    cheng_fa = 0.0
    for quan, _ in params:
        cheng_fa = cheng_fa + 0.5 * network.l2 * (quan**2).sum()
    if network.objective == "squared_error":
        return ((Y_hat - Y) ** 2).sum() / 2 + cheng_fa
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "sigmoid":
        return -(Y * np.log(P) + (1 - Y) * np.log(1 - P)).sum() + cheng_fa
    return -(Y * np.log(P)).sum() + cheng_fa


def backward(network, params, activations, Y):
    # wu cha cong hou wang qian chuan
    A = activations[-1]
    g = (Y - A) / Y.shape[0]
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            g = g * A * (1 - A)
        elif network.output == "softmax":
            g = A * (g - np.sum(g * A, axis=1, keepdims=True))
    result = []
    for l in range(len(params))[::-1]:
        W = params[l][0]
        result.insert(0, (activations[l].T.dot(g) - network.l2 * W, g.sum(axis=0)))
        if l > 0:
            g = g.dot(W.T) * activation_gradient(network.hidden, activations[l])
    return result
