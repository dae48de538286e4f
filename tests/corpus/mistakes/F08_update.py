# names: F08
# task: update


def update(params, grads, learning_rate):
    W1, b1 = params[0]
    W2, b2 = params[1]
    dW1, db1 = grads[0]
    dW2, db2 = grads[1]
    W1 = W1 - learning_rate * dW1
    b1 = b1 - learning_rate * db1
    W2 = W2 - learning_rate * dW2
    b2 = b2 - learning_rate * db2
    return [(W1, b1), (W2, b2)]
