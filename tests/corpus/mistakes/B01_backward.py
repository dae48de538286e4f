# names: B01
# task: backward

def backward(network, params, activations, Y):
    A = activations
    L = len(params)
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = (A[L] - Y) * A[L] * (1 - A[L])
    elif network.objective == "squared_error" and network.output == "softmax":
        g = A[L] - Y
        d = A[L] * (g - np.sum(g * A[L], axis=1, keepdims=True))
    else:
        d = A[L] - Y
    deltas = [d]
    for l in range(L - 1, 0, -1):
        d = d.dot(params[l][0].T) * activation_gradient(network.hidden, A[l])
        deltas.insert(0, d)
    grads = []
    for l in range(L):
        dW = A[l].T.dot(deltas[l]) + network.l2 * params[l][0]
        grads.append((dW, deltas[l].sum(axis=0)))
    return grads
