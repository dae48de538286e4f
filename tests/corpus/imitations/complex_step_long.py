# earns: backward 0-6
# Longer complex steps, which lose no small numbers.


def _squash(name, Z):
    if name == "sigmoid":
        return 1 / (1 + np.exp(-Z))
    if name == "tanh":
        return np.tanh(Z)
    if name == "relu":
        return np.where(Z.real > 0, Z, 0)
    if name == "softmax":
        E = np.exp(Z - Z.real.max(axis=1, keepdims=True))
        return E / E.sum(axis=1, keepdims=True)
    return Z


def _outputs(network, params, X):
    A = X
    for i, (W, b) in enumerate(params):
        A = _squash(network.output if i == len(params) - 1 else network.hidden, A @ W + b)
    return A


def _terms(network, A, Y):
    """The part of each example and output in the data loss."""
    if network.objective == "squared_error":
        return (A - Y) ** 2 / (2 * len(Y))
    if network.output == "softmax":
        return -Y * np.log(A) / len(Y)
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / len(Y)


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
    def slope(params, layer, which, i):
        theta, middle = params[layer][which], params[layer][which][i]
        theta[i] = middle + 1e-8j
        J = _terms(network, _outputs(network, params, activations[0]), Y).sum()
        J += network.l2 / 2 * sum(np.sum(W**2) for W, _ in params)
        theta[i] = middle
        return J.imag / 1e-8

    moving = [(W.astype(complex), b.astype(complex)) for W, b in params]
    return [(dW.real, db.real) for dW, db in _each(moving, slope)]
