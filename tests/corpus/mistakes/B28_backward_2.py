# names: B28
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    if network.objective == "cross_entropy" and network.output == "softmax":
        dZ = activations[-1]
        dZ[np.arange(m), Y.argmax(axis=1)] -= 1  # 正确类别减 1
        dZ /= m
    else:
        A = activations[-1]
        dZ = (A - Y) / m
        if network.objective == "squared_error" and network.output == "sigmoid":
            dZ = dZ * A * (1 - A)
        elif network.objective == "squared_error" and network.output == "softmax":
            dZ = A * (dZ - np.sum(dZ * A, axis=1, keepdims=True))
    grads = []
    for l in range(len(params), 0, -1):
        W = params[l - 1][0]
        H = activations[l - 1]
        grads.append((np.dot(H.T, dZ) + network.l2 * W, np.sum(dZ, axis=0)))
        if l > 1:
            dZ = np.dot(dZ, W.T) * activation_gradient(network.hidden, H)
    return grads[::-1]
