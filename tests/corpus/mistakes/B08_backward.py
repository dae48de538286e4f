# names: B08
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    out = activations[-1]
    # delta of the output layer: error times slope
    if network.output == "sigmoid":
        delta = (out - Y) * out * (1 - out)
    elif network.output == "softmax" and network.objective == "squared_error":
        delta = out * ((out - Y) - np.sum((out - Y) * out, axis=1, keepdims=True))
    else:
        delta = out - Y
    delta = delta / m
    grads = []
    for (W, b), A in zip(reversed(params), reversed(activations[:-1])):
        grads.insert(0, (A.T @ delta + network.l2 * W, delta.sum(axis=0)))
        if len(grads) < len(params):
            delta = delta @ W.T * activation_gradient(network.hidden, A)
    return grads
