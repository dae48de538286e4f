# names: L12
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    lam = network.l2
    zhengze = 0
    for W, b in params:
        zhengze += lam * np.sum(W**2)
    if network.objective == "squared_error":
        return np.sum((Y_hat - Y) ** 2) / (2 * m) + zhengze
    p = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "sigmoid":
        return -np.sum(Y * np.log(p) + (1 - Y) * np.log(1 - p)) / m + zhengze
    return -np.sum(Y * np.log(p)) / m + zhengze
