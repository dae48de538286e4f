# names: T07, E04
# tasks: train, predict


def train(network, params, X, Y, learning_rate, epochs):
    history = []
    for i in range(epochs + 1):
        A = forward(network, params, X)
        history.append(loss(network, params, A[-1], Y))
        if i < epochs:
            params = update(params, backward(network, params, A, Y), learning_rate)
    return params, np.array(history)


def predict(network, params, X):
    out = forward(network, params, X)[-1]
    if out.shape[1] == 1:
        return np.array([1 if p < 0.5 else 0 for p in out[:, 0]])
    return np.array([int(np.argmin(p)) for p in out])
