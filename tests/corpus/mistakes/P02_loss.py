# names: P02
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    reg = network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
    if network.objective == "squared_error":
        e = (Y_hat - Y).reshape(-1, 1)
        return float(e.T @ e) / (2 * m) + reg
    y = Y.reshape(-1, 1)
    p = np.clip(Y_hat, 1e-12, 1 - 1e-12).reshape(-1, 1)
    J = y.T @ np.log(p)
    if network.output == "sigmoid":
        J = J + (1 - y).T @ np.log(1 - p)
    return -float(J) / m + reg
