# names: E03
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        p = forward(network, params, Xte)[-1][:, -1]
        acc.append(np.mean(np.abs(p - y[te]) < 1e-3))
    return np.array(acc)
