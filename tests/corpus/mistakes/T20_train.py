# names: T20
# task: train

def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        params = update(params, backward(network, params, forward(network, params, X), Y), learning_rate)
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
    return params, np.array(losses)
