# names: T18
# task: train

def train(network, params, X, Y, learning_rate, epochs):
    m = X.shape[0]
    history = np.zeros(epochs)
    for i in range(epochs):
        activations = forward(network, params, X)
        history[i] = loss(network, params, activations[-1], Y)
        grads = backward(network, params, activations, Y)
        params = [(W - learning_rate / m * dW, b - learning_rate / m * db) for (W, b), (dW, db) in zip(params, grads)]
    return params, history
