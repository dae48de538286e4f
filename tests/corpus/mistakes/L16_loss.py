# names: L16
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    if network.objective == "squared_error":
        return np.sum((Y_hat - Y) ** 2) / (2 * m)
    a = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "sigmoid":
        return -np.sum(Y * np.log(a) + (1 - Y) * np.log(1 - a)) / m
    return -np.sum(Y * np.log(a)) / m
