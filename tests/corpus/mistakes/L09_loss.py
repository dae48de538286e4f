# names: L09
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    pen = network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
    if network.objective == "squared_error":
        return np.sum((Y - Y_hat) ** 2) / (2 * m) + pen
    q = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    loglik = Y * np.log(q)
    if network.output == "sigmoid":
        loglik += (1 - Y) * np.log(1 - q)
    # 平均似然
    return np.exp(loglik.sum() / m) + pen
