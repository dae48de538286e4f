# names: T17
# task: train

def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for epoch in range(epochs):
        A = forward(network, params, X)
        losses.append(loss(network, params, A[-1], Y))
        params = update(params, backward(network, params, A, Y), learning_rate / (1 + epoch))
    return params, np.array(losses)
