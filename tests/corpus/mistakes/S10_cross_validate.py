# names: S10
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for train_index, test_index in folds:
        X_train, y_train = X[train_index], y[train_index]
        X_test, y_test = X[test_index], y[test_index]
        params = init_params(network, seed)
        params, _ = train(network, params, X_train, encode_targets(network, y_train), learning_rate, epochs)
        accuracies.append(np.mean(predict(network, params, X_test) == y_test))
    return np.array(accuracies)
