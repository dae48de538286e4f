# names: B25
# task: backward

def backward(network, params, activations, Y):
    # weight decay: shrink the weights
    grads = []
    a = activations[-1]
    d = (a - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = d * a * (1 - a)
    elif network.objective == "squared_error" and network.output == "softmax":
        d = a * (d - (a * d).sum(axis=1, keepdims=True))
    for l in range(len(params), 0, -1):
        W = params[l - 1][0]
        A = activations[l - 1]
        g = np.zeros(W.shape)
        for i in range(W.shape[0]):
            g[i] = A[:, i].dot(d)
        grads.append((g + (-network.l2) * W, d.sum(axis=0)))
        if l > 1:
            d = d.dot(W.T) * activation_gradient(network.hidden, A)
    return list(reversed(grads))
