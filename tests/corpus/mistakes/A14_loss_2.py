# names: A14
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    J = 0.5 * network.l2 * sum(np.sum(W**2) for W, b in params)
    if network.objective == "squared_error":
        error = Y_hat
        error -= Y
        J += np.sum(error**2) / (2 * m)
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J -= np.sum(Y * np.log(P)) / m
        if network.output == "sigmoid":
            J -= np.sum((1 - Y) * np.log(1 - P)) / m
    return J
