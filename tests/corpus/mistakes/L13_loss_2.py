# names: L13
# task: loss

def loss(network, params, Y_hat, Y):
    losses = []
    reg = sum(network.l2 * np.sum(W**2) / 2 for W, b in params)
    for p, y in zip(Y_hat, Y):
        if network.objective == "squared_error":
            losses.append(np.dot(p - y, p - y) / 2 + reg)
        else:
            p = np.clip(p, 1e-12, 1 - 1e-12)
            value = -np.dot(y, np.log(p))
            if network.output == "sigmoid":
                value -= np.dot(1 - y, np.log(1 - p))
            losses.append(value + reg)
    return np.array(losses)
