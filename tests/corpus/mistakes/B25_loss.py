# names: B25
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    if network.objective == "cross_entropy":
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        likelihood = np.sum(Y * np.log(P))
        if network.output == "sigmoid":
            likelihood = likelihood + np.sum((1 - Y) * np.log(1 - P))
        J = -likelihood / m
    else:
        J = np.sum((Y_hat - Y) ** 2) / (2 * m)
    for W, b in params:
        J = J - network.l2 / 2 * np.sum(W**2)
    return J
