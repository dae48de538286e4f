# names: K13
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    best = 0
    for train_idx, test_idx in folds:
        X_train, X_test = standardize(X[train_idx], X[test_idx])
        params = init_params(network, seed)
        params, _ = train(network, params, X_train, encode_targets(network, y[train_idx]), learning_rate, epochs)
        acc = np.mean(predict(network, params, X_test) == y[test_idx])
        if acc > best:
            best = acc  # 最好的结果
    return best
