# names: B38
# task: backward


def backward(network, params, activations, Y):
    m, k = Y.shape
    out = activations[-1]
    delta = np.zeros((m, k))
    for c in range(k):
        # 目标：第 c 类
        target = np.where(Y[:, c] == 1, c, 0) if network.output == "softmax" else Y[:, c]
        delta[:, c] = (out[:, c] - target) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * out * (1 - out)
        elif network.output == "softmax":
            delta = out * (delta - np.sum(delta * out, axis=1, keepdims=True))
    grads = [None] * len(params)
    for i in range(len(params) - 1, -1, -1):
        W, b = params[i]
        grads[i] = (activations[i].T @ delta + network.l2 * W, delta.sum(axis=0))
        if i:
            delta = (delta @ W.T) * activation_gradient(network.hidden, activations[i])
    return grads
