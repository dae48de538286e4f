# names: B13
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    params = list(params)
    losses = np.empty(epochs)
    for e in range(epochs):
        acts = forward(network, params, X)
        losses[e] = loss(network, params, acts[-1], Y)
        # one layer after the other, from the back to the front
        for l in reversed(range(len(params))):
            g = backward(network, params, acts, Y)[l]
            params[l] = update([params[l]], [g], learning_rate)[0]
    return params, losses
