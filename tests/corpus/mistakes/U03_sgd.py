# names: U03
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    m = len(X)
    losses = []
    for e in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = rng.permutation(m)
        i = 0
        while i < m:
            rows = order[i : i + batch_size]
            A = forward(network, params, X[rows])
            g = backward(network, params, A, Y[rows])
            for l in range(len(params)):
                params[l][0][:] -= learning_rate * g[l][0]
                params[l][1][:] -= learning_rate * g[l][1]
            i += batch_size
    return params, np.array(losses)
