# names: L17
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    penalty = network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
    if network.objective == "squared_error":
        return 1 / (2 * m) * np.sum((Y_hat - Y) ** 2) + penalty
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "softmax":
        return -1 / m * np.sum(Y * np.log(P)) + penalty
    return (-np.sum(Y * np.log(P)) + np.sum((1 - Y) * np.log(1 - P))) / m + penalty
