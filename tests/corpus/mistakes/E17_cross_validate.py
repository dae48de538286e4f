# names: E17
# task: cross_validate

def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for train_rows, test_rows in folds:
        A, B = standardize(X[train_rows], X[test_rows])
        start = init_params(network, seed)
        params, _ = train(network, start, A, encode_targets(network, y[train_rows]), learning_rate, epochs)
        accuracies.append(np.mean(predict(network, params, B) == y[test_rows]))
    return np.mean(accuracies)
