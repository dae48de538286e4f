# names: B25
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    yhat = activations[-1]
    delta = yhat - Y
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * yhat * (1 - yhat)
        elif network.output == "softmax":
            delta = yhat * (delta - np.sum(delta * yhat, axis=1, keepdims=True))
    grads = []
    for i in range(len(params) - 1, -1, -1):
        W, b = params[i]
        grads.insert(0, (activations[i].T.dot(delta) / m - network.l2 * W, delta.mean(axis=0)))
        if i > 0:
            delta = delta.dot(W.T) * activation_gradient(network.hidden, activations[i])
    return grads
