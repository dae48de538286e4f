# names: L08
# task: loss

def loss(network, params, Y_hat, Y):
    eps = 1e-12
    reg = network.l2 / 2 * np.sum([np.sum(W**2) for W, b in params])
    if network.objective == "cross_entropy":
        ll = Y * np.log(Y_hat + eps)
        if network.output == "sigmoid":
            ll = ll + (1 - Y) * np.log(1 - Y_hat)
        return reg - ll.sum(axis=1).mean()
    return reg + ((Y_hat - Y) ** 2).sum(axis=1).mean() / 2
