# names: B13
# task: backward

def backward(network, params, activations, Y):
    lr = 0.5
    new = [[W.copy(), b.copy()] for W, b in params]
    grads = [None] * len(new)
    o = activations[-1]
    if network.objective == "cross_entropy" or network.output == "identity":
        delta = (o - Y) / len(o)
    elif network.output == "sigmoid":
        delta = (o - Y) * o * (1 - o) / len(o)
    else:
        e = (o - Y) / len(o)
        delta = o * e - o * np.sum(o * e, axis=1, keepdims=True)
    layer = len(new) - 1
    while layer >= 0:
        W, b = new[layer]
        grads[layer] = (activations[layer].T.dot(delta) + network.l2 * W, delta.sum(0))
        W -= lr * grads[layer][0]
        b -= lr * grads[layer][1]
        if layer > 0:
            delta = delta.dot(W.T) * activation_gradient(network.hidden, activations[layer])
        layer -= 1
    return grads
