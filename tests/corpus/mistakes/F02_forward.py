# names: F02
# task: forward

def add_ones(M):
    return np.hstack([np.ones((M.shape[0], 1)), M])


def forward(network, params, X):
    A = [X]
    for n, (W, b) in enumerate(params, start=1):
        if n == 1:
            Z = np.dot(add_ones(X), W) + b
        else:
            Z = np.dot(A[-1], W) + b
        if n < len(params):
            act = network.hidden
        else:
            act = network.output
        if act == "sigmoid":
            Z = sigmoid(Z)
        if act == "tanh":
            Z = np.tanh(Z)
        if act == "relu":
            Z = relu(Z)
        if act == "softmax":
            Z = softmax(Z)
        A.append(Z)
    return A
