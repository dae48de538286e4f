# names: T12
# task: loss

def loss(network, params, Y_hat, Y):
    max = 1 - 1e-12
    min = 1e-12
    m = len(Y)
    J = 0.0
    for W, b in params:
        J += network.l2 / 2 * np.sum(W**2)
    for i in range(m):
        for j in range(len(Y[i])):
            y = Y[i, j]
            p = min(max(Y_hat[i, j], 1e-12), 1 - 1e-12)
            if network.objective == "squared_error":
                J += (Y_hat[i, j] - y) ** 2 / (2 * m)
            elif network.output == "sigmoid":
                J -= (y * np.log(p) + (1 - y) * np.log(1 - p)) / m
            else:
                J -= y * np.log(p) / m
    return J
