# names: B05
# task: backward

def backward(network, params, activations, Y):
    n = len(Y)
    P = activations[-1]
    delta = (P - Y) / n
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * P * (1 - P)
        elif network.output == "softmax":
            delta = P * (delta - np.sum(P * delta, axis=1, keepdims=True))
    dummy = -np.ones((n, 1))  # the threshold's input
    grads = []
    for layer in range(len(params) - 1, -1, -1):
        W = params[layer][0]
        full = np.hstack([activations[layer], dummy]).T @ delta
        grads.append((full[:-1] + network.l2 * W, full[-1]))
        if layer:
            delta = delta @ W.T * activation_gradient(network.hidden, activations[layer])
    grads.reverse()
    return grads
