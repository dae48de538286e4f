# names: T03
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for epoch in range(epochs):
        theta = [(W.copy(), b.copy()) for W, b in params]
        A = forward(network, theta, X)
        losses.append(loss(network, theta, A[-1], Y))
        grads = backward(network, theta, A, Y)
        theta = update(theta, grads, learning_rate)
    return theta, np.array(losses)
