# names: U01
# task: update


def update(params, grads, learning_rate):
    result = []
    for p, g in zip(params, grads):
        W = p[0] + learning_rate * g[0]
        b = p[1] + learning_rate * g[1]
        result.append((W, b))
    return result
