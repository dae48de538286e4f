# names: U03
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    best = params  # keep the start, work on it
    losses = []
    for _ in range(epochs):
        A = forward(network, best, X)
        losses.append(loss(network, best, A[-1], Y))
        best[:] = update(best, backward(network, best, A, Y), learning_rate)
    return best, np.array(losses)
