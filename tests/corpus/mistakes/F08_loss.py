# names: F08
# task: loss

def loss(network, params, Y_hat, Y):
    W1, b1 = params[0]
    W2, b2 = params[1]
    m = Y.shape[0]
    if network.objective == "cross_entropy":
        P = np.minimum(np.maximum(Y_hat, 1e-12), 1 - 1e-12)
        if network.output == "softmax":
            J = -np.sum(Y * np.log(P)) / m
        else:
            J = -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m
    else:
        J = np.sum((Y_hat - Y) ** 2) / (2 * m)
    J += network.l2 / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return J
