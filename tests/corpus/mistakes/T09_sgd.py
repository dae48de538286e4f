# names: T09
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = np.zeros(epochs)
    for e in range(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        order = rng.permutation(len(X))
        for k in range(len(X) // batch_size):
            rows = order[k * batch_size : (k + 1) * batch_size]
            A = forward(network, params, X[rows])
            params = update(params, backward(network, params, A, Y[rows]), learning_rate)
    return params, losses
