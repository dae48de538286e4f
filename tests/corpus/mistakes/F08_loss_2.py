# names: F08
# task: loss

def loss(network, params, Y_hat, Y):
    # 两个类别: 第 0 列和第 1 列
    zong = 0.0
    m = len(Y)
    for i in range(m):
        for c in range(2):
            p, t = Y_hat[i][c], Y[i][c]
            if network.objective == "squared_error":
                zong += 0.5 * (p - t) ** 2
            else:
                p = min(max(p, 1e-12), 1 - 1e-12)
                zong -= t * np.log(p)
                if network.output == "sigmoid":
                    zong -= (1 - t) * np.log(1 - p)
    return zong / m + 0.5 * network.l2 * sum((W**2).sum() for W, b in params)
