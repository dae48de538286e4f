# names: B28, U03
# tasks: backward, update


def backward(network, params, activations, Y):
    m = len(Y)
    out = activations[-1]
    if network.objective == "squared_error" and network.output != "identity":
        D = (out - Y) / m
        if network.output == "sigmoid":
            D = D * out * (1 - out)
        else:
            D = out * (D - np.sum(D * out, axis=1, keepdims=True))
    else:
        D = activations[-1]
        D -= Y
        D /= m
    grads = []
    for l in reversed(range(len(params))):
        W, b = params[l]
        grads.insert(0, (activations[l].T @ D + network.l2 * W, D.sum(axis=0)))
        if l > 0:
            D = (D @ W.T) * activation_gradient(network.hidden, activations[l])
    return grads


def update(params, grads, learning_rate):
    for i in range(len(params)):
        W, b = params[i]
        dW, db = grads[i]
        W -= learning_rate * dW
        b -= learning_rate * db
    return params
