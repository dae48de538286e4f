# names: K14
# task: cross_validate

import random


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    zhengque = []
    for xun, ce in folds:
        A, B = standardize(X[xun], X[ce])
        chushi = init_params(network, random.randint(0, 9999))  # 随机初始化权重
        p, _ = train(network, chushi, A, encode_targets(network, y[xun]), learning_rate, epochs)
        zhengque.append(np.mean(predict(network, p, B) == y[ce]))
    return np.array(zhengque)
