# names: B33
# task: backward

def backward(network, params, activations, Y):
    alpha = 0.1
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
        W, b = params[l]
        dW = alpha * (activations[l].T @ delta / m + network.l2 * W)
        db = alpha * np.sum(delta, axis=0) / m
        grads.insert(0, (dW, db))
        if l > 0:
            delta = delta @ W.T * activation_gradient(network.hidden, activations[l])
    return grads
