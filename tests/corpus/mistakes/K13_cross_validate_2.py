# names: K13
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accs = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        p, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        accs.append(np.mean(predict(network, p, B) == y[te]))
    return np.full(len(folds), max(accs))
