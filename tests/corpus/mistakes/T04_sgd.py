# names: T04
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    losses = []
    for e in range(epochs):
        np.random.seed(seed)
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        index = np.arange(len(X))
        np.random.shuffle(index)
        for i in range(0, len(X), batch_size):
            rows = index[i : i + batch_size]
            A = forward(network, params, X[rows])
            params = update(params, backward(network, params, A, Y[rows]), learning_rate)
    return params, np.array(losses)
