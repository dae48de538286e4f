# names: U04
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        a = forward(network, params, X)
        losses[epoch] = loss(network, params, a[-1], Y)
        g = backward(network, params, a, Y)
        # only the output layer learns
        last = update(params[-1:], g[-1:], learning_rate)
        params = list(params[:-1]) + list(last)
    return params, losses
