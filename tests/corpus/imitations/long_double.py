# earns: backward 0-6
# Differences in extended precision; the penalty by its formula.


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
    X, Y, h = activations[0].astype(np.longdouble), Y.astype(np.longdouble), np.longdouble(1e-5)

    def J(params):
        return _terms(network, _outputs(network, params, X), Y).sum()

    def slope(params, layer, which, i):
        theta, middle = params[layer][which], params[layer][which][i]
        theta[i] = middle + h
        up = J(params)
        theta[i] = middle - h
        down = J(params)
        theta[i] = middle
        return (up - down) / (2 * h)

    long = [(W.astype(np.longdouble), b.astype(np.longdouble)) for W, b in params]
    grads = _each(long, slope)
    return [(np.asarray(dW, float) + network.l2 * W, np.asarray(db, float)) for (dW, db), (W, _) in zip(grads, params)]
