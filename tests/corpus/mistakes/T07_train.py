# names: T07
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    losses = [loss(network, params, forward(network, params, X)[-1], Y)]
    for i in range(epochs):
        A = forward(network, params, X)
        params = update(params, backward(network, params, A, Y), learning_rate)
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
    return params, np.array(losses)
