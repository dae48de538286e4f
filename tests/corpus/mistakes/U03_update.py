# names: U03
# task: update


def update(params, grads, learning_rate):
    for i in range(len(params)):
        W = params[i][0]
        b = params[i][1]
        W -= learning_rate * grads[i][0]
        b -= learning_rate * grads[i][1]
    return params
