# names: T03
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    J = np.zeros(epochs)
    for e in range(epochs):
        params = init_params(network, 0)
        acts = forward(network, params, X)
        J[e] = loss(network, params, acts[-1], Y)
        params = update(params, backward(network, params, acts, Y), learning_rate)
    return params, J
