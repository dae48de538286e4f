# names: A16
# task: forward

def _layer(kind, z):
    if kind == "relu":
        return relu(z)
    if kind == "tanh":
        return np.tanh(z)
    if kind == "identity":
        return z
    a = sigmoid(z)
    return softmax(a) if kind == "softmax" else a


def forward(network, params, X):
    *front, last = params
    result = [X]
    for W, b in front:
        result.append(_layer(network.hidden, result[-1].dot(W) + b))
    result.append(_layer(network.output, result[-1].dot(last[0]) + last[1]))
    return result
