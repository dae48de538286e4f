# names: E01
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for tr, te in folds:
        X_train, X_test = standardize(X[tr], X[te])
        y_test = y[te].reshape(-1, 1)  # column vector
        params = init_params(network, seed)
        params, _ = train(network, params, X_train, encode_targets(network, y[tr]), learning_rate, epochs)
        accuracies.append(np.mean(predict(network, params, X_test) == y_test))
    return np.array(accuracies)
