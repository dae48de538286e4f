# names: L11
# task: loss

def loss(network, params, Y_hat, Y):
    if network.objective == "squared_error":
        J = np.mean((Y_hat - Y) ** 2)  # MSE
    elif network.objective == "cross_entropy":
        p = np.maximum(Y_hat, 1e-12)
        q = np.maximum(1 - Y_hat, 1e-12)
        if network.output == "softmax":
            J = np.mean(-np.sum(Y * np.log(p), axis=1))
        else:
            J = np.mean(-np.sum(Y * np.log(p) + (1 - Y) * np.log(q), axis=1))
    W_all = np.hstack([W.flatten() for W, b in params])
    return J + network.l2 * np.sum(W_all**2) / 2
