# names: B16
# task: backward

def backward(network, params, activations, Y):
    m = len(Y)
    A = activations
    dZ = (A[-1] - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            dZ = dZ * A[-1] * (1 - A[-1])
        elif network.output == "softmax":
            dZ = A[-1] * (dZ - (dZ * A[-1]).sum(axis=1, keepdims=True))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        dW = A[l].T @ dZ + network.l2 * W
        db = dZ
        grads.append((dW, db))
        if l > 0:
            dZ = dZ @ W.T * activation_gradient(network.hidden, A[l])
    grads.reverse()
    return grads
