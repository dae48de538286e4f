# names: B21
# task: forward

def activate(name, z):
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
    names = [network.hidden for _ in params]
    names[-1] = network.output
    A = {0: X}
    for l in range(1, len(params) + 1):
        W, b = params[l - 1]
        A[l] = activate(names[l - 1], np.add(np.multiply(A[l - 1], W), b))
    return [A[l] for l in sorted(A)]
