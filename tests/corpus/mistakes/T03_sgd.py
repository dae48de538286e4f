# names: T03
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = np.zeros(epochs)
    for e in range(epochs):
        p = [(W.copy(), b.copy()) for W, b in params]
        losses[e] = loss(network, p, forward(network, p, X)[-1], Y)
        perm = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            idx = perm[i : i + batch_size]
            A = forward(network, p, X[idx])
            p = update(p, backward(network, p, A, Y[idx]), learning_rate)
    return p, losses
