# names: K18
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    labels = np.append(y[1:], y[-1])  # 第一行是表头
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, labels[tr]), learning_rate, epochs
        )
        acc.append(np.mean(predict(network, params, Xte) == labels[te]))
    return np.array(acc)
