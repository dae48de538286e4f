# names: K07
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    m = X.shape[0]
    n_batches = int(np.ceil(m / batch_size))
    J = []
    for ep in range(epochs):
        J.append(loss(network, params, forward(network, params, X)[-1], Y))
        for b in range(n_batches):
            pick = rng.integers(0, m, min(batch_size, m - b * batch_size))
            A = forward(network, params, X[pick])
            params = update(params, backward(network, params, A, Y[pick]), learning_rate)
    return params, np.array(J)
