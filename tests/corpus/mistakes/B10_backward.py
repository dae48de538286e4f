# names: B10
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    output = activations[-1]
    error = output - Y
    delta = error
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = error * output * (1 - output)
        elif network.output == "softmax":
            delta = output * (error - np.sum(error * output, axis=1, keepdims=True))
    W = params[-1][0]
    grads = [(activations[-2].T @ delta / m + network.l2 * W, delta.sum(axis=0) / m)]
    # hidden errors: the output error, split by the weights
    back = error
    for l in range(len(params) - 2, -1, -1):
        back = back @ params[l + 1][0].T * activation_gradient(network.hidden, activations[l + 1])
        W = params[l][0]
        grads.insert(0, (activations[l].T @ back / m + network.l2 * W, back.sum(axis=0) / m))
    return grads
