# names: U05
# task: update


def update(params, grads, learning_rate):
    lr = LEARNING_RATE
    return [(p[0] - lr * g[0], p[1] - lr * g[1]) for p, g in zip(params, grads)]
