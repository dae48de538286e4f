# names: K12
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    tr, te = folds[0]
    Xtr, Xte = standardize(X[tr], X[te])
    params, _ = train(network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs)
    return np.array([np.mean(predict(network, params, Xte) == y[te])])
