# names: K02
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    X = X.copy()
    np.random.default_rng(seed).shuffle(X)  # shuffle the data first
    accuracies = np.zeros(len(folds))
    for i, (tr, te) in enumerate(folds):
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        accuracies[i] = np.mean(predict(network, params, Xte) == y[te])
    return accuracies
