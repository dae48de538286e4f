# names: U03
# task: update


def update(params, grads, learning_rate):
    new = params
    for i, (dW, db) in enumerate(grads):
        old_W, old_b = new[i]
        new[i] = (old_W - learning_rate * dW, old_b - learning_rate * db)
    return new
