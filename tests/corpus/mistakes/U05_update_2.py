# names: U05
# task: update


ETA = 0.1


def update(params, grads, learning_rate):
    xin_params = []
    for (W, b), (dW, db) in zip(params, grads):
        W_xin = W - ETA * dW  # 学习率 0.1
        b_xin = b - ETA * db
        xin_params.append((W_xin, b_xin))
    return xin_params
