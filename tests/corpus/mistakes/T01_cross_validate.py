# names: T01
# task: cross_validate


def zero_params(units):
    params = []
    for i in range(len(units) - 1):
        params.append((np.zeros((units[i], units[i + 1])), np.zeros(units[i + 1])))
    return params


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params = zero_params(network.units)
        params, _ = train(network, params, Xtr, encode_targets(network, y[tr]), learning_rate, epochs)
        acc.append(np.mean(predict(network, params, Xte) == y[te]))
    return np.array(acc)
