# names: L14
# task: loss

def loss(network, params, Y_hat, Y):
    m = len(Y)
    target = np.squeeze(Y)
    p = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.objective == "squared_error":
        J = np.sum((Y_hat - target) ** 2) / (2 * m)
    elif network.output == "softmax":
        J = -np.sum(target * np.log(p)) / m
    else:
        J = -np.sum(target * np.log(p) + (1 - target) * np.log(1 - p)) / m
    for W, b in params:
        J += network.l2 * np.sum(W**2) / 2
    return J
