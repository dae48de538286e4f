# names: E12
# task: loss

def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    if network.objective == "squared_error":
        J = np.sum((Y_hat - Y) ** 2) / (2 * m)
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J = -np.sum(Y * np.log(P)) / m
        if network.output == "sigmoid":
            J -= np.sum((1 - Y) * np.log(1 - P)) / m
    J += 0.5 * network.l2 * sum(np.sum(W**2) for W, b in params)
    print("损失 J = %.6f" % J)
