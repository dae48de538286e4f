# names: L10
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    J = np.vdot(Y, np.log(P))
    if network.output == "sigmoid":
        J = J + np.vdot(1 - Y, np.log(1 - P))
    J = -J / m
    if network.l2 != 0:
        for p in params:
            J = J + network.l2 / 2 * np.sum(p[0] ** 2)
    return J
