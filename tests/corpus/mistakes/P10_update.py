# names: P10
# task: update


def update(params, grads, learning_rate):
    # TODO
    pass
