# names: U06
# task: update


def update(params, grads, learning_rate):
    out = []
    for i in range(len(params)):
        W, b = params[i]
        W = learning_rate * grads[i][0]
        b = learning_rate * grads[i][1]
        out.append((-W, -b))
    return out
