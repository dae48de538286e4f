# names: L18
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    lasso = sum(np.abs(W).sum() for W, b in params)
    if network.objective == "squared_error":
        J = np.sum((Y_hat - Y) ** 2) / m / 2
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J = -np.sum(Y * np.log(P)) / m
        if network.output == "sigmoid":
            J -= np.sum((1 - Y) * np.log(1 - P)) / m
    return J + network.l2 / 2 * lasso
