# names: E08
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        y_pred = predict(network, params, Xtr)
        acc.append(np.mean(y_pred == y[tr]))
    return np.array(acc)
