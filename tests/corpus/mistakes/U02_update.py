# names: U02
# task: update


def update(params, grads, learning_rate):
    for l in range(len(params)):
        W, b = params[l]
        W = W - learning_rate * grads[l][0]
        b = b - learning_rate * grads[l][1]
    return params
