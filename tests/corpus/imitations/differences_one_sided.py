# earns: backward 0-6
# Differences to one side, with a step that fits the parameter.


def _each(params, slope):
    """Call slope(params, layer, which, place) for every parameter, on a copy."""
    params = [(W.copy(), b.copy()) for W, b in params]
    grads = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    for layer, pair in enumerate(grads):
        for which, g in enumerate(pair):
            for i in np.ndindex(g.shape):
                g[i] = slope(params, layer, which, i)
    return grads


def backward(network, params, activations, Y):
    def J(params):
        return loss(network, params, forward(network, params, activations[0])[-1], Y)

    here = J(params)

    def slope(params, layer, which, i):
        theta, middle = params[layer][which], params[layer][which][i]
        h = 1e-8 * max(1.0, abs(middle))
        theta[i] = middle + h
        up = J(params)
        theta[i] = middle
        return (up - here) / h

    return _each(params, slope)
