# names: S02
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for tr, te in folds:
        Xtr, _ = standardize(X[tr], X[tr])
        Xte, _ = standardize(X[te], X[te])
        p, _ = train(network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs)
        acc.append(np.mean(predict(network, p, Xte) == y[te]))
    return np.array(acc)
