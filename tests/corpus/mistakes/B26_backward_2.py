# names: B26
# task: backward

def backward(network, params, activations, Y):
    # weights and bias of a layer in one matrix, the bias in row 0
    thetas = [np.vstack([b, W]) for W, b in params]
    inputs = [np.insert(A, 0, 1.0, axis=1) for A in activations[:-1]]
    P = activations[-1]
    delta = (P - Y) / len(P)
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * P * (1 - P)
        elif network.output == "softmax":
            delta = P * (delta - np.sum(P * delta, axis=1, keepdims=True))
    grads = []
    for l in range(len(thetas) - 1, -1, -1):
        G = inputs[l].T @ delta + network.l2 * thetas[l]
        grads.insert(0, (G[1:], G[0]))
        if l > 0:
            delta = delta @ thetas[l][1:].T * activation_gradient(network.hidden, activations[l])
    return grads
