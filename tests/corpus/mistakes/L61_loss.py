# names: L61
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    penalty = network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
    if network.objective == "squared_error":
        return np.sqrt(np.sum((Y_hat - Y) ** 2) / (2 * m)) + penalty
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    T = Y * np.log(P)
    if network.output == "sigmoid":
        T = T + (1 - Y) * np.log(1 - P)
    return -np.sum(T) / m + penalty
