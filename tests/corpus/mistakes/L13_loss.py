# names: L13
# task: loss

def loss(network, params, Y_hat, Y):
    # 每个样本的损失
    if network.objective == "squared_error":
        J = 0.5 * np.sum((Y_hat - Y) ** 2, axis=1)
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J = -np.sum(Y * np.log(P), axis=1)
        if network.output == "sigmoid":
            J = J - np.sum((1 - Y) * np.log(1 - P), axis=1)
    for W, b in params:
        J = J + network.l2 / 2 * np.sum(W**2)
    return J
