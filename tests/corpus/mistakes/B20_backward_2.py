# names: B20
# task: backward

def backward(network, params, activations, Y):
    # 书上的写法: 样本是列向量
    m = Y.shape[0]
    A = [a.T for a in activations]
    Ws = [W.T for W, b in params]
    dZ = A[-1] - Y.T
    if network.objective == "squared_error" and network.output == "sigmoid":
        dZ = dZ * A[-1] * (1 - A[-1])
    if network.objective == "squared_error" and network.output == "softmax":
        dZ = A[-1] * (dZ - np.sum(dZ * A[-1], axis=0, keepdims=True))
    grads = []
    for l in range(len(Ws) - 1, -1, -1):
        dW = dZ @ A[l].T / m + network.l2 * Ws[l]
        db = np.sum(dZ, axis=1) / m
        grads.append((dW, db))
        if l > 0:
            dZ = Ws[l].T @ dZ * activation_gradient(network.hidden, A[l])
    return grads[::-1]
