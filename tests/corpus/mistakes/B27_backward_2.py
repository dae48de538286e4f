# names: B27
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    P = activations[-1]
    delta = P - Y
    if network.objective == "squared_error" and network.output == "sigmoid":
        delta = (P - Y) * P * (1 - P)
    if network.objective == "squared_error" and network.output == "softmax":
        delta = P * (delta - np.sum(P * delta, axis=1).reshape(m, 1))
    grads = []
    for l in range(len(params), 0, -1):
        W, b = params[l - 1]
        dW = (activations[l - 1].T @ delta + network.l2 * W) / m
        db = delta.sum(axis=0) / m
        grads.append((dW, db))
        if l > 1:
            delta = delta @ W.T * activation_gradient(network.hidden, activations[l - 1])
    return grads[::-1]
