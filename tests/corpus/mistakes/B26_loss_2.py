# names: B26
# task: loss

def loss(network, params, Y_hat, Y):
    theta = np.concatenate([p.ravel() for pair in params for p in pair])
    m = Y_hat.shape[0]
    zhengze = 0.5 * network.l2 * theta @ theta
    if network.objective == "squared_error":
        wucha = Y_hat - Y
        return np.einsum("ij,ij->", wucha, wucha) / (2 * m) + zhengze
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "softmax":
        return -np.einsum("ij,ij->", Y, np.log(P)) / m + zhengze
    return -np.einsum("ij,ij->", Y, np.log(P)) / m - np.einsum("ij,ij->", 1 - Y, np.log(1 - P)) / m + zhengze
