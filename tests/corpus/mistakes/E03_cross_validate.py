# names: E03
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    errors = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        out = forward(network, params, Xte)[-1]
        errors.append(np.mean((out - encode_targets(network, y[te])) ** 2))
    return np.array(errors)
