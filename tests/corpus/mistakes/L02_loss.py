# names: L02
# task: loss

def loss(network, params, Y_hat, Y):
    reg = network.l2 / 2 * sum([np.sum(np.square(p[0])) for p in params])
    if network.objective == "squared_error":
        return np.sum((Y - Y_hat) ** 2, axis=1).mean() / 2 + reg
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "softmax":
        return -np.mean(Y * np.log(P)) + reg
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P)) + reg
