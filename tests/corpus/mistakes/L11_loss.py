# names: L11
# task: loss

def loss(network, params, Y_hat, Y):
    n = len(Y)
    if network.objective == "squared_error":
        cost = sum(np.linalg.norm(a - b) ** 2 for a, b in zip(Y_hat, Y)) / n
    else:
        p = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        cost = -np.sum(Y * np.log(p)) / n
        if network.output == "sigmoid":
            cost -= np.sum((1 - Y) * np.log(1 - p)) / n
    return cost + network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
