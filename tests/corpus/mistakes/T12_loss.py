# names: T12
# task: loss

def loss(network, params, Y_hat, Y):
    sum = 0
    m = len(Y)
    for i in range(m):
        for p, y in zip(Y_hat[i], Y[i]):
            if network.objective == "squared_error":
                sum += (p - y) ** 2 / 2
            else:
                p = np.clip(p, 1e-12, 1 - 1e-12)
                sum -= y * np.log(p)
                if network.output == "sigmoid":
                    sum -= (1 - y) * np.log(1 - p)
    return sum / m + network.l2 / 2 * sum(np.sum(W**2) for W, b in params)
