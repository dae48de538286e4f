# names: K14
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    np.random.seed(0)
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        start = init_params(network, np.random.randint(10000))
        p, _ = train(network, start, Xtr, encode_targets(network, y[tr]), learning_rate, epochs)
        acc.append(np.mean(predict(network, p, Xte) == y[te]))
    return np.array(acc)
