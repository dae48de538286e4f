# names: F05
# task: forward

def forward(network, params, X):
    # as in the textbook: a = g(W x + b) with column vectors
    a = X.T
    A = [a]
    for i, (W, b) in enumerate(params):
        z = W.T @ a + b.reshape(-1, 1)
        kind = network.hidden if i + 1 < len(params) else network.output
        if kind == "softmax":
            e = np.exp(z - z.max(axis=0))
            a = e / e.sum(axis=0)
        elif kind == "sigmoid":
            a = sigmoid(z)
        elif kind == "tanh":
            a = np.tanh(z)
        elif kind == "relu":
            a = np.maximum(0, z)
        else:
            a = z
        A.append(a)
    return A
