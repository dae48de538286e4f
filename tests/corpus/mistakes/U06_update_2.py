# names: U06
# task: update


def update(params, grads, learning_rate):
    theta = [(W.copy(), b.copy()) for W, b in params]
    for i, (dW, db) in enumerate(grads):
        theta[i] = (dW, db)
    return theta
