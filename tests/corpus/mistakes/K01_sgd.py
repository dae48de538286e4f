# names: K01
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    losses = np.zeros(epochs)
    for e in range(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        for i in range(0, len(X), batch_size):
            xb, yb = X[i : i + batch_size], Y[i : i + batch_size]
            A = forward(network, params, xb)
            params = update(params, backward(network, params, A, yb), learning_rate)
    return params, losses
