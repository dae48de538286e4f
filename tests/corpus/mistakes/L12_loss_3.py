# names: L12
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y_hat.shape[0]
    squares = sum((np.array(W) ** 2).sum() for W, _ in params)
    regularization = network.l2 * squares / m
    if network.objective == "squared_error":
        return 1 / (2 * m) * ((Y - Y_hat) ** 2).sum() + regularization
    safe = Y_hat.clip(1e-12, 1 - 1e-12)
    logs = Y * np.log(safe)
    if network.output == "sigmoid":
        logs = logs + (1 - Y) * np.log(1 - safe)
    return -1 / m * logs.sum() + regularization
