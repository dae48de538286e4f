# names: B28
# task: backward

def backward(network, params, activations, Y):
    a = activations[-1]
    d = (a - Y) / len(Y)
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            d = d * a * (1 - a)
        elif network.output == "softmax":
            d = a * (d - np.sum(d * a, axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        grads = [(activations[l].T @ d + network.l2 * W, d.sum(axis=0))] + grads
        if l > 0:
            back = activations[l]
            if network.hidden == "sigmoid":
                back *= 1 - back
            elif network.hidden == "tanh":
                back *= -back
                back += 1
            else:
                back[back > 0] = 1
            back *= d @ W.T
            d = back
    return grads
