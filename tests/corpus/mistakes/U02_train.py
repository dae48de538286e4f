# names: U02
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    history = []
    for step in range(epochs):
        outputs = forward(network, params, X)
        history.append(loss(network, params, outputs[-1], Y))
        gradient = backward(network, params, outputs, Y)
        update(params, gradient, learning_rate)
    return params, np.array(history)
