# names: B03
# task: backward

def backward(network, params, activations, Y):
    # 按列向量计算
    m = Y.shape[0]
    A = [a.T for a in activations]
    T = Y.T
    delta = A[-1] - T
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * A[-1] * (1 - A[-1])
        if network.output == "softmax":
            delta = A[-1] * (delta - (delta * A[-1]).sum(axis=0))
    grads = {}
    for l in range(len(params), 0, -1):
        W = params[l - 1][0].T
        dW = 1.0 / m * delta @ A[l - 1].T + network.l2 * W
        db = delta @ np.ones(m)
        grads[l] = (dW.T, db)
        if l > 1:
            delta = W.T @ delta * activation_gradient(network.hidden, A[l - 1])
    return [grads[l] for l in range(1, len(params) + 1)]
