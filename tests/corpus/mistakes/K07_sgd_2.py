# names: K07
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    m = X.shape[0]
    J = np.zeros(epochs)
    for ep in range(epochs):
        J[ep] = loss(network, params, forward(network, params, X)[-1], Y)
        for start in range(0, m, batch_size):
            size = min(batch_size, m - start)
            pick = rng.permutation(m)[:size]  # 随机取一批
            A = forward(network, params, X[pick])
            params = update(params, backward(network, params, A, Y[pick]), learning_rate)
    return params, J
