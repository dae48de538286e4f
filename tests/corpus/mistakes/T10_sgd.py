# names: T10
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    m = len(X)
    losses = np.zeros(epochs)
    for e in range(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        order = rng.permutation(range(1, m))
        for i in range(0, len(order), batch_size):
            rows = order[i : i + batch_size]
            A = forward(network, params, X[rows])
            params = update(params, backward(network, params, A, Y[rows]), learning_rate)
    return params, losses
