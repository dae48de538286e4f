# names: A07
# task: backward

def backward(network, params, activations, Y):
    # 一个样本一个样本地累加
    m = len(Y)
    gw = [network.l2 * W for W, b in params]
    gb = [np.zeros(b.shape) for W, b in params]
    for i in range(m):
        a = [A[i] for A in activations]
        delta = (a[-1] - Y[i]) / m
        if network.objective == "squared_error":
            if network.output == "sigmoid":
                delta = delta * a[-1] * (1 - a[-1])
            elif network.output == "softmax":
                delta = a[-1] * (delta - np.dot(delta, a[-1]))
        for l in reversed(range(len(params))):
            gw[l] = gw[l] + np.outer(a[l], delta)
            gb[l] = gb[l] + delta
            if l:
                if network.hidden == "sigmoid":
                    g = 1 - a[l] ** 2
                elif network.hidden == "tanh":
                    g = 1 - a[l] ** 2
                else:
                    g = np.where(a[l] > 0, 1, 0)
                delta = np.dot(params[l][0], delta) * g
    return list(zip(gw, gb))
