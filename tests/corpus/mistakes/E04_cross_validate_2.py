# names: E04
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    res = []
    for tr, te in folds:
        a, b = standardize(X[tr], X[te])
        p, _ = train(network, init_params(network, seed), a, encode_targets(network, y[tr]), learning_rate, epochs)
        buluqu = 1 - y[te]  # 1 = 没有录取
        res.append(np.mean(predict(network, p, b) == buluqu))
    return np.array(res)
