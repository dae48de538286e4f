# names: L03
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y_hat)
    s = 0.0
    for yuce, zhenshi in zip(Y_hat, Y):
        for p, y in zip(yuce, zhenshi):
            if network.objective == "squared_error":
                s += (p - y) * (p - y) / 2
                continue
            p = np.clip(p, 1e-12, 1 - 1e-12)
            s += y * np.log(p)
            if network.output == "sigmoid":
                s += (1 - y) * np.log(1 - p)
    s /= m
    for W, b in params:
        s += network.l2 / 2 * np.sum(np.power(W, 2))
    return s
