# names: P13
# task: update


def update(params, grads, learning_rate):
    # gengxin quanzhong he pianzhi
    xin = []
    for (w, b), (dw, db) in zip(params, grads):
        xin.append((w - learning_rate * dw, b - learning_rate * db))
    params = xin
