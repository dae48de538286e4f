# names: L01
# task: loss

def loss(network, params, Y_hat, Y):
    total = 0.0
    m, k = Y.shape
    for i in range(m):
        for j in range(k):
            t = Y[i, j]
            p = Y_hat[i, j]
            if network.objective == "squared_error":
                total += (p - t) ** 2 / 2
                continue
            p = min(max(p, 1e-12), 1 - 1e-12)
            total -= t * np.log(p)
            if network.output == "sigmoid":
                total -= (1 - t) * np.log(1 - p)
    for W, b in params:
        total += network.l2 / 2 * np.sum(W * W)
    return total
