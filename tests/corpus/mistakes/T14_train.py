# names: T14
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.zeros(epochs)
    best_loss = np.inf
    best_params = params
    for e in range(epochs):
        A = forward(network, params, X)
        losses[e] = loss(network, params, A[-1], Y)
        if losses[e] < best_loss:
            best_loss = losses[e]
            best_params = params
        params = update(params, backward(network, params, A, Y), learning_rate)
    return best_params, losses
