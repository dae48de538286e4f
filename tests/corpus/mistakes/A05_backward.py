# names: A05
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    L = len(params)
    y = activations[L]
    delta = (y - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * y * (1 - y)
        elif network.output == "softmax":
            delta = y * delta - y * (y * delta).sum(axis=1, keepdims=True)
    grads = [None] * L
    for l in range(L - 1, -1, -1):
        W, b = params[l]
        grads[l] = (activations[l].T @ delta + network.l2 * W, np.sum(delta, axis=0))
        if l > 0:
            Wp, bp = params[l - 1]
            Z = activations[l - 1] @ Wp + bp  # 净输入
            delta = np.dot(delta, W.T) * activation_gradient(network.hidden, Z)
    return grads
