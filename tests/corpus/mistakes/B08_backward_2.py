# names: B08
# task: backward

def output_slope(network, a, e):
    if network.output == "identity":
        return e
    if network.output == "sigmoid":
        return e * a * (1 - a)
    # softmax 的雅可比矩阵
    result = np.zeros(a.shape)
    for n in range(len(a)):
        for i in range(a.shape[1]):
            for j in range(a.shape[1]):
                result[n, i] += e[n, j] * a[n, j] * ((1 if i == j else 0) - a[n, i])
    return result


def backward(network, params, activations, Y):
    a = activations[-1]
    delta = output_slope(network, a, (a - Y) / len(Y))
    tidu = [None for _ in params]
    for l in range(len(params) - 1, -1, -1):
        W = params[l][0]
        tidu[l] = (np.dot(activations[l].T, delta) + network.l2 * W, delta.sum(axis=0))
        if l > 0:
            delta = np.dot(delta, W.T) * activation_gradient(network.hidden, activations[l])
    return tidu
