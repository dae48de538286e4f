# names: L12
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    if network.objective == "cross_entropy":
        a = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J = np.sum(Y * np.log(a))
        if network.output == "sigmoid":
            J += np.sum((1 - Y) * np.log(1 - a))
        J = -J
    else:
        J = 0.5 * np.sum((Y_hat - Y) ** 2)
    for W, b in params:
        J += network.l2 / 2 * np.sum(W**2)
    return J / m
