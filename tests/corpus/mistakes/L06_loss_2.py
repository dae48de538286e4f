# names: L06
# task: loss

def loss(network, params, Y_hat, Y):
    l2_term = 0.5 * network.l2 * sum(np.sum(np.abs(W) ** 2) for W, b in params)
    if network.objective == "squared_error":
        return 0.5 * np.mean(np.sum((Y_hat - Y) ** 2, axis=1)) + l2_term
    # probability of what really happened
    right = np.where(Y == 1, Y_hat, 1 - Y_hat)
    right = np.maximum(right, 1e-12)
    return -np.mean(np.sum(np.log(right), axis=1)) + l2_term
