# names: B23
# task: backward

def backward(network, params, activations, Y):
    lam = network.l2
    grads = [[np.zeros(W.shape), np.zeros(b.shape)] for W, b in params]
    for i in range(len(Y)):
        a = activations[-1][i]
        d = a - Y[i]
        if network.objective == "squared_error" and network.output == "sigmoid":
            d = d * a * (1 - a)
        if network.objective == "squared_error" and network.output == "softmax":
            d = a * d - a * a.dot(d)
        for l in range(len(params) - 1, -1, -1):
            h = activations[l][i]
            grads[l][0] += np.outer(h, d) / len(Y)
            grads[l][1] += d / len(Y)
            if l > 0:
                d = params[l][0].dot(d) * activation_gradient(network.hidden, h)
    return [(dW * (1 + lam), db) for dW, db in grads]
