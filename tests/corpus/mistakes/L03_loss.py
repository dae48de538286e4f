# names: L03
# task: loss

def loss(network, params, Y_hat, Y):
    punish = 0.5 * network.l2 * sum(float((W**2).sum()) for W, b in params)
    if network.objective == "squared_error":
        diff = Y_hat - Y
        return float((diff * diff).sum()) / (2 * len(diff)) + punish
    prob = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "sigmoid":
        each = Y * np.log(prob) + (1 - Y) * np.log(1 - prob)
    else:
        each = Y * np.log(prob)
    return np.mean(each.sum(axis=1)) + punish
