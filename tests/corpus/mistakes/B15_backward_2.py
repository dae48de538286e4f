# names: B15
# task: backward

def backward(network, params, activations, Y):
    h = activations[-1]
    delta = (h - Y) / len(Y)
    if network.objective == "squared_error" and network.output != "identity":
        if network.output == "sigmoid":
            delta = delta * h * (1 - h)
        else:
            delta = h * (delta - (delta * h).sum(axis=1).reshape(-1, 1))
    result = []
    for l in range(len(params), 0, -1):
        W, b = params[l - 1]
        A = activations[l - 1]
        # 偏置的梯度: 每一行求和
        db = np.array([hang.sum() for hang in delta])
        result = [(A.T.dot(delta) + network.l2 * W, db)] + result
        if l > 1:
            delta = delta.dot(W.T) * activation_gradient(network.hidden, A)
    return result
