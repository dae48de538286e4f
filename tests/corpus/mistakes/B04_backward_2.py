# names: B04
# task: backward

def backward(network, params, activations, Y):
    """The direction in which to move every weight."""
    out = activations[-1]
    delta = (Y - out) / len(Y)
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta *= out * (1 - out)
        elif network.output == "softmax":
            delta = out * (delta - (delta * out).sum(axis=1, keepdims=True))
    steps = []
    for l in range(len(params), 0, -1):
        W, b = params[l - 1]
        A = activations[l - 1]
        steps.append((A.T @ delta - network.l2 * W, delta.sum(axis=0)))
        if l > 1:
            delta = (delta @ W.T) * activation_gradient(network.hidden, A)
    return steps[::-1]
