# names: F08
# task: update


def update(params, grads, learning_rate):
    new_params = []
    for (W, b), (dW, db) in zip(params, grads):
        W, b = W.copy(), b.copy()
        if W.shape[1] == 4:  # 隐层 4 个神经元
            for j in range(4):
                W[:, j] -= learning_rate * dW[:, j]
                b[j] -= learning_rate * db[j]
        else:
            for j in range(2):  # 输出层 2 个
                W[:, j] -= learning_rate * dW[:, j]
                b[j] -= learning_rate * db[j]
        new_params.append((W, b))
    return new_params
