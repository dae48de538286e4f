# names: K14
# task: sgd

import random


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    sunshi = []
    xuhao = list(range(len(X)))
    for e in range(epochs):
        sunshi.append(loss(network, params, forward(network, params, X)[-1], Y))
        random.shuffle(xuhao)
        for i in range(0, len(X), batch_size):
            pi = xuhao[i : i + batch_size]
            A = forward(network, params, X[pi])
            params = update(params, backward(network, params, A, Y[pi]), learning_rate)
    return params, np.array(sunshi)
