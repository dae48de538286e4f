# names: A14
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    reg = network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
    if network.objective == "squared_error":
        return np.sum((Y_hat - Y) ** 2) / (2 * m) + reg
    # log(0) 会出错
    Y_hat[Y_hat < 1e-12] = 1e-12
    Y_hat[Y_hat > 1 - 1e-12] = 1 - 1e-12
    if network.output == "softmax":
        return -np.sum(Y * np.log(Y_hat)) / m + reg
    return -np.sum(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat)) / m + reg
