# names: B23
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    P = activations[-1]
    delta = P - Y
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * P * (1 - P)
        elif network.output == "softmax":
            delta = P * (delta - np.sum(delta * P, axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        dW = activations[l].T @ delta / m
        db = delta.sum(axis=0) / m
        dW += network.l2 * dW  # 加上正则化项
        grads.insert(0, (dW, db))
        if l > 0:
            delta = delta @ params[l][0].T * activation_gradient(network.hidden, activations[l])
    return grads
