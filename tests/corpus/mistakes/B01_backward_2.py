# names: B01
# task: backward

def backward(network, params, activations, Y):
    # lei jia mei ge yang ben de ti du
    grads = []
    for W, b in params:
        grads.append([network.l2 * W, np.zeros(len(b))])
    for n in range(Y.shape[0]):
        a = activations[-1][n]
        e = a - Y[n]
        if network.objective == "squared_error":
            if network.output == "softmax":
                e = (np.diag(a) - np.outer(a, a)) @ e
            elif network.output == "sigmoid":
                e = e * a * (1 - a)
        for l in range(len(params) - 1, -1, -1):
            h = activations[l][n]
            grads[l][0] = grads[l][0] + h[:, None] * e[None, :]
            grads[l][1] = grads[l][1] + e
            if l > 0:
                e = (params[l][0] @ e) * activation_gradient(network.hidden, h)
    return [tuple(g) for g in grads]
