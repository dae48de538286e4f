# names: B06
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    A = activations[-1]
    dZ = A - Y
    if network.objective == "squared_error" and network.output == "sigmoid":
        dZ = dZ * A * (1 - A)
    if network.objective == "squared_error" and network.output == "softmax":
        dZ = A * (dZ - (dZ * A).sum(axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        dW = activations[l].T @ dZ / m + network.l2 * W
        db = np.sum(dZ, axis=0) / m
        grads.append((dW, db))
        dZ = dZ @ W.T  # 误差传回上一层
    return grads[::-1]
