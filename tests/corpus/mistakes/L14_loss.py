# names: L14
# task: loss

def loss(network, params, Y_hat, Y):
    reg = network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
    if Y.shape[1] == 1:
        y = Y.flatten()
        if network.objective == "squared_error":
            return np.mean((Y_hat - y) ** 2) / 2 + reg
        p = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + reg
    m = len(Y)
    if network.objective == "squared_error":
        return np.sum((Y_hat - Y) ** 2) / (2 * m) + reg
    p = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    J = -np.sum(Y * np.log(p)) / m
    if network.output == "sigmoid":
        J -= np.sum((1 - Y) * np.log(1 - p)) / m
    return J + reg
