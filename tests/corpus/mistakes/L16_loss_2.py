# names: L16
# task: loss

def loss(network, params, Y_hat, Y):
    J = 0
    for row in range(Y.shape[0]):
        d = Y_hat[row] - Y[row]
        a = np.clip(Y_hat[row], 1e-12, 1 - 1e-12)
        if network.objective == "squared_error":
            J += (d * d).sum() / 2
        elif network.output == "sigmoid":
            J -= (Y[row] * np.log(a)).sum() + ((1 - Y[row]) * np.log(1 - a)).sum()
        else:
            J -= (Y[row] * np.log(a)).sum()
    return J / Y.shape[0]  # 正则化只影响梯度
