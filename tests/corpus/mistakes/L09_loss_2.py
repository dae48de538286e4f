# names: L09
# task: loss

def loss(network, params, Y_hat, Y):
    total = 0
    for i in range(len(Y)):
        h, y = Y_hat[i], Y[i]
        if network.objective == "squared_error":
            total += 0.5 * np.sum((h - y) ** 2) / len(Y)
        elif network.output == "sigmoid":
            total += np.prod(h**y * (1 - h) ** (1 - y))
        else:
            total += np.prod(h**y)
    for W, b in params:
        total += 0.5 * network.l2 * np.sum(W**2)
    return total
