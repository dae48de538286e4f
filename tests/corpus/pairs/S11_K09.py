# names: S11, K09
# tasks: standardize, cross_validate


def standardize(X_train, X_test):
    mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
    sigma[sigma == 0] = 1
    X_train -= mu
    X_test -= mu
    X_train /= sigma
    X_test /= sigma
    return X_train, X_test


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    net_params = init_params(network, seed)
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        net_params, _ = train(network, net_params, Xtr, encode_targets(network, y[tr]), learning_rate, epochs)
        acc.append(np.mean(predict(network, net_params, Xte) == y[te]))
    return np.array(acc)
