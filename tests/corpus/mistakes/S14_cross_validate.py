# names: S14
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for tr, te in folds:
        Xtr, _ = standardize(X[tr], X[te])
        Y = encode_targets(network, y[tr])
        params, _ = train(network, init_params(network, seed), Xtr, Y, learning_rate, epochs)
        acc.append(np.mean(predict(network, params, X[te]) == y[te]))
    return np.array(acc)
