# names: L06
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    J = 0.0
    if network.objective == "cross_entropy":
        h = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        for j in range(Y.shape[1]):
            J += -(Y[:, j] @ np.log(h[:, j]) + (1 - Y[:, j]) @ np.log(1 - h[:, j])) / m
    elif network.objective == "squared_error":
        J = np.sum((Y_hat - Y) ** 2) / (2 * m)
    for W, b in params:
        J += 0.5 * network.l2 * np.sum(W**2)
    return J
