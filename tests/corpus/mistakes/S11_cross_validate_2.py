# names: S11
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    X -= X.mean(axis=0)  # 中心化
    res = []
    for tr, te in folds:
        a, b = standardize(X[tr], X[te])
        p, _ = train(network, init_params(network, seed), a, encode_targets(network, y[tr]), learning_rate, epochs)
        res.append(np.mean(predict(network, p, b) == y[te]))
    return np.array(res)
