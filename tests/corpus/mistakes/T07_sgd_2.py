# names: T07
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = []
    for e in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            rows = order[i : i + batch_size]
            A = forward(network, params, X[rows])
            params = update(params, backward(network, params, A, Y[rows]), learning_rate)
    losses.append(loss(network, params, forward(network, params, X)[-1], Y))  # the final loss
    return params, np.array(losses)
