# names: L02
# task: loss

def loss(network, params, Y_hat, Y):
    m, n = Y.shape
    J = 0
    if network.objective == "squared_error":
        for yp, yt in zip(Y_hat, Y):
            J += np.dot(yp - yt, yp - yt)
        J = J / (2 * m)
    else:
        p = np.where(Y_hat < 1e-12, 1e-12, Y_hat)
        p = np.where(p > 1 - 1e-12, 1 - 1e-12, p)
        for i in range(m):
            for j in range(n):
                J -= Y[i, j] * np.log(p[i, j])
                if network.output != "softmax":
                    J -= (1 - Y[i, j]) * np.log(1 - p[i, j])
        J = J / (m * n)  # 取平均
    for W, b in params:
        J = J + network.l2 * np.sum(W**2) / 2
    return J
