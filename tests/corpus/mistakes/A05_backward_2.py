# names: A05
# task: backward

def slope(kind, z):
    if kind == "sigmoid":
        return z * (1 - z)
    if kind == "tanh":
        return 1 - z**2
    return (z > 0) * 1.0


def backward(network, params, activations, Y):
    # net inputs of all the layers
    nets = [None]
    for A, (W, b) in zip(activations, params):
        nets.append(A.dot(W) + b)
    out = activations[-1]
    d = (out - Y) / Y.shape[0]
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = d * activation_gradient("sigmoid", out)
    if network.objective == "squared_error" and network.output == "softmax":
        d = np.array([(np.diag(p) - np.outer(p, p)) @ e for p, e in zip(out, d)])
    result = []
    l = len(params)
    while l > 0:
        W, b = params[l - 1]
        result.append((activations[l - 1].T.dot(d) + network.l2 * W, d.sum(0)))
        if l > 1:
            d = d.dot(W.T) * slope(network.hidden, nets[l - 1])
        l -= 1
    result.reverse()
    return result
