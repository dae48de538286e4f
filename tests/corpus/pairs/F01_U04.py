# names: F01, U04
# tasks: forward, update


def forward(network, params, X):
    activations = [X]
    for i, p in enumerate(params):
        W = p[0]
        z = activations[-1] @ W
        name = network.hidden if i < len(params) - 1 else network.output
        if name == "sigmoid":
            a = sigmoid(z)
        elif name == "tanh":
            a = np.tanh(z)
        elif name == "relu":
            a = relu(z)
        elif name == "softmax":
            a = softmax(z)
        else:
            a = z
        activations.append(a)
    return activations


def update(params, grads, learning_rate):
    # 只更新权重
    return [(p[0] - learning_rate * g[0], p[1]) for p, g in zip(params, grads)]
