# names: S11
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for tr, te in folds:
        X[tr], X[te] = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), X[tr], encode_targets(network, y[tr]), learning_rate, epochs
        )
        accuracies.append(np.mean(predict(network, params, X[te]) == y[te]))
    return np.array(accuracies)
