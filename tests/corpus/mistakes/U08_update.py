# names: U08
# task: update


def update(params, grads, learning_rate):
    new_params = []
    for (W, b), (dW, db) in zip(params, grads):
        new_W = np.zeros(W.shape, dtype=int)
        new_b = np.zeros(b.shape, dtype=int)
        new_W[:] = W - learning_rate * dW
        new_b[:] = b - learning_rate * db
        new_params.append((new_W, new_b))
    return new_params
