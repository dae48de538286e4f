# names: K02
# task: sgd


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    history = []
    for e in range(epochs):
        history.append(loss(network, params, forward(network, params, X)[-1], Y))
        X_luan = X[rng.permutation(len(X))]  # 打乱样本
        Y_luan = Y[rng.permutation(len(Y))]  # 打乱标签
        for s in range(0, len(X), batch_size):
            A = forward(network, params, X_luan[s : s + batch_size])
            g = backward(network, params, A, Y_luan[s : s + batch_size])
            params = update(params, g, learning_rate)
    return params, np.array(history)
