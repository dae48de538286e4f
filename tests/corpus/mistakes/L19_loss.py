# names: L19
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    penalty = network.l2 / 2 * sum((W * W).sum() for W, b in params)
    if network.objective == "squared_error":
        return 0.5 * ((Y_hat - Y) ** 2).sum() / m + penalty
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    bits = Y * np.log2(P)
    if network.output == "sigmoid":
        bits += (1 - Y) * np.log2(1 - P)
    return -bits.sum() / m + penalty
