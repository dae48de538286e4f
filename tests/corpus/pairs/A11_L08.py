# names: A11, L08
# tasks: activations, loss


def softmax(z):
    fenzi = np.exp(z)
    fenmu = fenzi.sum(axis=1).reshape(-1, 1)
    return fenzi / fenmu


def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    cheng = 0.5 * network.l2 * sum(np.sum(W * W) for W, b in params)
    if network.objective == "squared_error":
        J = np.sum((Y_hat - Y) ** 2) / (2 * m)
    elif network.output == "sigmoid":
        J = -np.sum(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat)) / m
    else:
        J = -np.sum(Y * np.log(Y_hat)) / m
    return J + cheng
