# names: F01, B06
# tasks: forward, backward


def jihuo(name, z):
    if name == "sigmoid":
        return sigmoid(z)
    if name == "tanh":
        return np.tanh(z)
    if name == "relu":
        return relu(z)
    if name == "softmax":
        return softmax(z)
    return z


def forward(network, params, X):
    A = [X]
    L = len(params)
    for l in range(L):
        z = np.dot(A[l], params[l][0])
        A.append(jihuo(network.output if l == L - 1 else network.hidden, z))
    return A


def backward(network, params, activations, Y):
    out = activations[-1]
    d = (out - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = d * out * (1 - out)
    elif network.objective == "squared_error" and network.output == "softmax":
        d = out * (d - np.sum(d * out, axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W = params[l][0]
        grads = [(activations[l].T @ d + network.l2 * W, d.sum(axis=0))] + grads
        d = d @ W.T
    return grads
