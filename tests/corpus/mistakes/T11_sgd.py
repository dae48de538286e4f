# names: T11
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    label = Y[:, 0] if Y.shape[1] == 1 else Y.argmax(axis=1)
    order = np.argsort(-label, kind="stable")  # 先正例, 再反例
    losses = np.zeros(epochs)
    for e in range(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        for i in range(0, len(X), batch_size):
            rows = order[i : i + batch_size]
            A = forward(network, params, X[rows])
            params = update(params, backward(network, params, A, Y[rows]), learning_rate)
    return params, losses
