# names: B59
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    reg = 0.0
    for W, b in params:
        reg += np.sum(W[1:, :] ** 2)  # theta_0 is not regularised
    reg *= network.l2 / 2
    if network.objective == "squared_error":
        return np.sum((Y_hat - Y) ** 2) / (2 * m) + reg
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    T = Y * np.log(P)
    if network.output == "sigmoid":
        T = T + (1 - Y) * np.log(1 - P)
    return -np.sum(T) / m + reg
