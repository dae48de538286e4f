# names: K14
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(0)
    losses = np.zeros(epochs)
    for e in range(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        perm = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            idx = perm[i : i + batch_size]
            A = forward(network, params, X[idx])
            params = update(params, backward(network, params, A, Y[idx]), learning_rate)
    return params, losses
