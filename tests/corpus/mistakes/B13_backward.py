# names: B13
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    P = activations[-1]
    D = (P - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = D * P * (1 - P)
        elif network.output == "softmax":
            D = P * (D - np.sum(D * P, axis=1, keepdims=True))
    weights = [W for W, b in params]
    grads = []
    for l in range(len(params) - 1, -1, -1):
        dW = activations[l].T @ D + network.l2 * weights[l]
        db = D.sum(axis=0)
        grads.insert(0, (dW, db))
        weights[l] = weights[l] - LEARNING_RATE * dW  # 更新权重
        if l > 0:
            D = D @ weights[l].T * activation_gradient(network.hidden, activations[l])
    return grads
