# names: B28
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    out = activations[-1]
    slope = 1.0
    if network.objective == "squared_error" and network.output == "sigmoid":
        slope = out * (1 - out)
    p = out.copy()
    delta = activations[-1]
    delta -= Y
    delta /= m
    if network.objective == "squared_error" and network.output == "softmax":
        delta = p * (delta - np.sum(delta * p, axis=1, keepdims=True))
    else:
        delta = delta * slope
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        grads.insert(0, (activations[l].T @ delta + network.l2 * W, delta.sum(axis=0)))
        if l > 0:
            delta = delta @ W.T * activation_gradient(network.hidden, activations[l])
    return grads
