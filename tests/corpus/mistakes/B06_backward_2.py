# names: B06
# task: backward

def backward(network, params, activations, Y):
    grads = [(network.l2 * W, 0 * b) for W, b in params]
    for i, y in enumerate(Y):
        p = activations[-1][i]
        if network.objective == "cross_entropy" or network.output == "identity":
            d = p - y
        elif network.output == "sigmoid":
            d = (p - y) * p * (1 - p)
        else:
            d = p * (p - y) - p * np.dot(p, p - y)
        for l in range(len(params), 0, -1):
            x = activations[l - 1][i]
            gW, gb = grads[l - 1]
            grads[l - 1] = (gW + np.outer(x, d) / len(Y), gb + d / len(Y))
            d = params[l - 1][0].dot(d)
    return grads
