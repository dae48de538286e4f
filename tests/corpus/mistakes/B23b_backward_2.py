# names: B23b
# task: backward

def backward(network, params, activations, Y):
    # zheng ze hua xi shu, mei you de shi hou shi 1
    if network.l2 == 0:
        lam = 1.0
    else:
        lam = network.l2
    L = len(params)
    a = activations[L]
    e = (a - Y) / len(a)
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            e = e * activation_gradient("sigmoid", a)
        elif network.output == "softmax":
            e = np.array([(np.diag(p) - np.outer(p, p)).dot(v) for p, v in zip(a, e)])
    result = [None] * L
    while L > 0:
        L -= 1
        result[L] = (lam * np.dot(activations[L].T, e), np.sum(e, axis=0))
        if L:
            e = np.dot(e, params[L][0].T) * activation_gradient(network.hidden, activations[L])
    return result
