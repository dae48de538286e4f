# names: L01, L12
# tasks: loss


def loss(network, params, Y_hat, Y):
    penalty = 0
    for W, b in params:
        penalty += network.l2 * np.sum(W * W)
    if network.objective == "squared_error":
        return np.sum((Y_hat - Y) ** 2) / 2 + penalty
    p = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "sigmoid":
        J = -np.sum(Y * np.log(p) + (1 - Y) * np.log(1 - p))
    else:
        J = -np.sum(Y * np.log(p))
    return J + penalty
