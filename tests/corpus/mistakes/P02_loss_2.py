# names: P02
# task: loss

import math


def loss(network, params, Y_hat, Y):
    m = len(Y)
    J = 0.0
    for W, b in params:
        J += network.l2 / 2 * np.sum(W**2)
    for i in range(m):
        for j in range(Y.shape[1]):
            p = Y_hat[i:i + 1, j:j + 1]
            y = Y[i, j]
            if network.objective == "squared_error":
                J += math.pow(p - y, 2) / (2 * m)
                continue
            p = np.clip(p, 1e-12, 1 - 1e-12)
            J -= y * math.log(p) / m
            if network.output == "sigmoid":
                J -= (1 - y) * math.log(1 - p) / m
    return J
