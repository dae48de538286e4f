# names: U01, U04
# tasks: update


def update(params, grads, learning_rate):
    new_params = []
    for i in range(len(params)):
        W, b = params[i]
        W = W + learning_rate * grads[i][0]
        new_params.append((W, b.copy()))
    return new_params
