# names: B32
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    A = activations[-1]
    delta = (A - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            delta = delta * A * (1 - A)
        elif network.output == "softmax":
            delta = A * (delta - np.sum(delta * A, axis=1, keepdims=True))
    grads = []
    # 从最后一层往前
    for l in range(len(params) - 1, -1, -1):
        W = params[l][0]
        grads.append((activations[l].T.dot(delta) + network.l2 * W, delta.sum(axis=0)))
        if l > 0:
            delta = delta.dot(W.T) * activation_gradient(network.hidden, activations[l])
    return grads
