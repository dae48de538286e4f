# names: U04
# task: update


def update(params, grads, learning_rate):
    updated = []
    for layer, (W, b) in enumerate(params):
        step = learning_rate * grads[layer][0]
        updated.append((W - step, b.copy()))
    return updated
