# names: B21
# task: backward

def backward(network, params, activations, Y):
    o = activations[-1]
    d = (o - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = d * o * (1 - o)
    elif network.objective == "squared_error" and network.output == "softmax":
        d = o * (d - (d * o).sum(axis=1)[:, None])
    grads = [(activations[-2].T @ d + network.l2 * params[-1][0], d.sum(axis=0))]
    for l in range(len(params) - 1, 0, -1):
        d = d * params[l][0].T * activation_gradient(network.hidden, activations[l])
        dW = activations[l - 1].T @ d + network.l2 * params[l - 1][0]
        grads = [(dW, d.sum(axis=0))] + grads
    return grads
