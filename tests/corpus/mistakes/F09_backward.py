# names: F09
# task: backward

last_pass = []


def forward(network, params, X):
    global last_pass
    last_pass = [X]
    for i, (W, b) in enumerate(params):
        Z = last_pass[-1] @ W + b
        kind = network.output if i == len(params) - 1 else network.hidden
        if kind == "sigmoid":
            Z = sigmoid(Z)
        elif kind == "tanh":
            Z = np.tanh(Z)
        elif kind == "relu":
            Z = relu(Z)
        elif kind == "softmax":
            Z = softmax(Z)
        last_pass.append(Z)
    return list(last_pass)


def backward(network, params, activations, Y):
    A = last_pass[-1]
    D = (A - Y) / len(A)
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = D * A * (1 - A)
        elif network.output == "softmax":
            D = A * (D - np.sum(A * D, axis=1, keepdims=True))
    grads = []
    for i in range(len(params) - 1, -1, -1):
        W = params[i][0]
        grads.insert(0, (last_pass[i].T @ D + network.l2 * W, D.sum(axis=0)))
        if i > 0:
            D = D @ W.T * activation_gradient(network.hidden, last_pass[i])
    return grads
