# names: F08
# task: backward

def backward(network, params, activations, Y):
    # 网络结构 2-4-2
    (W1, b1), (W2, b2) = params
    X, H, P = activations
    m = len(X)
    E = (P - Y) / m
    if network.objective == "squared_error" and network.output == "sigmoid":
        E = E * P * (1 - P)
    elif network.objective == "squared_error" and network.output == "softmax":
        E = P * (E - (E * P).sum(1)[:, None])
    S = activation_gradient(network.hidden, H)
    dW1, db1, dW2, db2 = np.zeros((2, 4)), np.zeros(4), np.zeros((4, 2)), np.zeros(2)
    for n in range(m):
        for k in range(2):
            db2[k] += E[n, k]
            for j in range(4):
                dW2[j, k] += E[n, k] * H[n, j]
        for j in range(4):
            e = (E[n, 0] * W2[j, 0] + E[n, 1] * W2[j, 1]) * S[n, j]
            db1[j] += e
            dW1[0, j] += e * X[n, 0]
            dW1[1, j] += e * X[n, 1]
    return [(dW1 + network.l2 * W1, db1), (dW2 + network.l2 * W2, db2)]
