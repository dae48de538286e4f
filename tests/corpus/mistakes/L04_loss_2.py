# names: L04
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    weights = np.concatenate([W.ravel() for W, b in params])
    decay = network.l2 * weights.dot(weights) / 2
    if network.objective == "squared_error":
        return ((Y_hat - Y) ** 2).sum() / m / 2 + decay
    picked = Y_hat[Y == 1]  # 正确类别的概率
    picked = np.clip(picked, 1e-12, 1 - 1e-12)
    return -np.log(picked).sum() / m + decay
