# names: K11
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    result = []
    for te, tr in folds:
        X_tr, X_te = standardize(X[tr], X[te])
        p = init_params(network, seed)
        p, _ = train(network, p, X_tr, encode_targets(network, y[tr]), learning_rate, epochs)
        result.append(np.mean(predict(network, p, X_te) == y[te]))
    return np.array(result)
