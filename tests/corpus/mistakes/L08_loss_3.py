# names: L08
# task: loss

import math


def xlogp(y, p):
    return y * math.log(p) if p > 0 else y * float("-inf")


def loss(network, params, Y_hat, Y):
    # 一个一个地算
    J = 0.0
    for p_row, y_row in zip(Y_hat.tolist(), Y.tolist()):
        for p, y in zip(p_row, y_row):
            if network.objective == "squared_error":
                J += (p - y) ** 2 / 2
            elif network.output == "sigmoid":
                J -= xlogp(y, p) + xlogp(1 - y, 1 - p)
            else:
                J -= xlogp(y, p)
    J /= len(Y)
    return J + network.l2 / 2 * sum(np.sum(W**2) for W, _ in params)
