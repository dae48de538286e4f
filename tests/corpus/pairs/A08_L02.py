# names: A08, L02
# tasks: activations, loss


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / np.sum(e)


def loss(network, params, Y_hat, Y):
    reg = 0
    for W, b in params:
        reg += network.l2 / 2 * np.sum(np.square(W))
    if network.objective == "squared_error":
        return np.sum(np.square(Y_hat - Y)) / (2 * len(Y)) + reg
    eps = 1e-12
    p = np.clip(Y_hat, eps, 1 - eps)
    if network.output == "sigmoid":
        return -np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p)) + reg
    return -np.mean(Y * np.log(p)) + reg
