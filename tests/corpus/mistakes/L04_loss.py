# names: L04
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y_hat.shape[0]
    if network.objective == "cross_entropy":
        p = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        data = -1.0 / m * np.sum(np.multiply(Y, np.log(p)))
    else:
        data = 1.0 / (2 * m) * np.sum(np.power(Y_hat - Y, 2))
    l2 = 0
    for (W, b) in params:
        l2 = l2 + np.sum(np.power(W, 2))
    return data + network.l2 / 2 * l2
