# names: L01
# task: loss

def cross_entropy(P, Y, binary):
    P = np.clip(P, 1e-12, 1 - 1e-12)
    if binary:
        return -(Y * np.log(P) + (1 - Y) * np.log(1 - P)).sum()
    return -(Y * np.log(P)).sum()


def loss(network, params, Y_hat, Y):
    reg = 0
    for W, _ in params:
        reg += 0.5 * network.l2 * np.linalg.norm(W) ** 2
    if network.objective == "cross_entropy":
        return cross_entropy(Y_hat, Y, network.output == "sigmoid") + reg
    return np.square(Y_hat - Y).sum() / 2 / Y_hat.shape[0] + reg
