# names: B26
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    if network.objective == "squared_error":
        J = ((Y_hat - Y) ** 2).sum() / (2 * m)
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J = -(Y * np.log(P)).sum() / m
        if network.output == "sigmoid":
            J -= ((1 - Y) * np.log(1 - P)).sum() / m
    for W, b in params:
        J += network.l2 / 2 * (np.sum(W**2) + np.sum(b**2))
    return J
