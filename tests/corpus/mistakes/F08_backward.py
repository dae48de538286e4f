# names: F08
# task: backward

def backward(network, params, activations, Y):
    W1, b1 = params[0]
    W2, b2 = params[1]
    A0, A1, A2 = activations
    m = A0.shape[0]
    dZ2 = A2 - Y
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            dZ2 = dZ2 * A2 * (1 - A2)
        elif network.output == "softmax":
            dZ2 = A2 * (dZ2 - np.sum(dZ2 * A2, axis=1, keepdims=True))
    dW2 = A1.T @ dZ2 / m + network.l2 * W2
    db2 = dZ2.mean(axis=0)
    dZ1 = dZ2 @ W2.T * activation_gradient(network.hidden, A1)
    dW1 = A0.T @ dZ1 / m + network.l2 * W1
    db1 = dZ1.mean(axis=0)
    return [(dW1, db1), (dW2, db2)]
