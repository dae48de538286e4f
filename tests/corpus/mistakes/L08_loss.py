# names: L08
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    reg = 0
    for W, b in params:
        reg += network.l2 * np.sum(W * W) / 2
    if network.objective == "squared_error":
        J = np.sum((Y_hat - Y) ** 2) / 2 / m
    elif network.output == "softmax":
        J = -np.sum(Y * np.log(Y_hat)) / m
    else:
        J = -np.sum(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat)) / m
    return J + reg
