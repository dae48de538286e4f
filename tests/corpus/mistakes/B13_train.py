# names: B13
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    weights = [np.array(W) for W, b in params]
    biases = [np.array(b) for W, b in params]
    m = X.shape[0]
    history = []
    for it in range(epochs):
        A = forward(network, list(zip(weights, biases)), X)
        history.append(loss(network, list(zip(weights, biases)), A[-1], Y))
        # 反向传播
        out = A[-1]
        delta = (out - Y) / m
        if network.objective == "squared_error":
            if network.output == "sigmoid":
                delta = delta * out * (1 - out)
            elif network.output == "softmax":
                delta = out * (delta - (delta * out).sum(axis=1, keepdims=True))
        for l in range(len(weights) - 1, -1, -1):
            dW = A[l].T @ delta + network.l2 * weights[l]
            db = delta.sum(axis=0)
            weights[l] = weights[l] - learning_rate * dW
            biases[l] = biases[l] - learning_rate * db
            if l > 0:
                delta = (delta @ weights[l].T) * activation_gradient(network.hidden, A[l])
    return list(zip(weights, biases)), np.array(history)
