# names: T04, T09
# tasks: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    m = len(X)
    losses = []
    for e in range(epochs):
        rng = np.random.default_rng(seed)
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = rng.permutation(m)
        for b in range(m // batch_size):
            rows = order[b * batch_size : (b + 1) * batch_size]
            A = forward(network, params, X[rows])
            params = update(params, backward(network, params, A, Y[rows]), learning_rate)
    return params, np.array(losses)
