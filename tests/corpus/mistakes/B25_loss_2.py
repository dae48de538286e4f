# names: B25
# task: loss

def loss(network, params, Y_hat, Y):
    # J = -(log likelihood + penalty)
    m = Y.shape[0]
    penalty = network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
    if network.objective == "squared_error":
        return -(-np.sum((Y_hat - Y) ** 2) / (2 * m) + penalty)
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    ll = np.sum(np.log(P)[Y == 1])
    if network.output == "sigmoid":
        ll += np.sum(np.log(1 - P)[Y == 0])
    return -(ll / m + penalty)
