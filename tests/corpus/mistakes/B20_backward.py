# names: B20
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    A = activations[-1]
    delta = (A - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * A * (1 - A)
        elif network.output == "softmax":
            delta = A * (delta - np.sum(delta * A, axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W = params[l][0]
        dW = np.dot(delta.T, activations[l]) + network.l2 * W.T
        grads.insert(0, (dW, delta.sum(axis=0)))
        if l > 0:
            delta = np.dot(delta, W.T) * activation_gradient(network.hidden, activations[l])
    return grads
