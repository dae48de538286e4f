# names: U03
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.zeros(epochs)
    for t in range(epochs):
        A = forward(network, params, X)
        losses[t] = loss(network, params, A[-1], Y)
        tidu = backward(network, params, A, Y)
        for k in range(len(params)):
            W, b = params[k]
            W -= learning_rate * tidu[k][0]
            b -= learning_rate * tidu[k][1]
    return params, losses
