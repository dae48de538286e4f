# names: L10
# task: loss

def loss(network, params, Y_hat, Y):
    # 误差平方和
    error = Y_hat - Y
    E = 0.5 * np.trace(error @ error.T) / len(Y)
    for W, b in params:
        E = E + 0.5 * network.l2 * np.sum(W**2)
    return E
