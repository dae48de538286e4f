# names: F09
# task: backward

class Cache:
    A = None  # 保存前向传播的结果


cache = Cache()


def forward(network, params, X):
    outs = [X]
    for W, b in params[:-1]:
        net = np.dot(outs[-1], W) + b
        outs.append({"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden](net))
    net = np.dot(outs[-1], params[-1][0]) + params[-1][1]
    if network.output == "softmax":
        net = softmax(net)
    if network.output == "sigmoid":
        net = sigmoid(net)
    outs.append(net)
    cache.A = outs
    return outs


def backward(network, params, activations, Y):
    A = cache.A
    m = Y.shape[0]
    delta = A[-1] - Y
    if network.objective == "squared_error" and network.output == "sigmoid":
        delta = delta * activation_gradient("sigmoid", A[-1])
    elif network.objective == "squared_error" and network.output == "softmax":
        delta = A[-1] * (delta - np.sum(A[-1] * delta, 1).reshape(-1, 1))
    grads = [0] * len(params)
    for k in range(len(params))[::-1]:
        grads[k] = (np.dot(A[k].T, delta) / m + network.l2 * params[k][0], np.sum(delta, 0) / m)
        if k != 0:
            delta = np.dot(delta, params[k][0].T) * activation_gradient(network.hidden, A[k])
    return grads


# 试一下
one_row = forward(NETWORK, init_params(NETWORK, 0), np.array([[0.5, -1.0]]))
print(one_row[-1])
