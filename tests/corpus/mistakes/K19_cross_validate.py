# names: K19
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    Xs, _ = standardize(X, X)
    params, _ = train(network, init_params(network, seed), Xs, encode_targets(network, y), learning_rate, epochs)
    pred = predict(network, params, Xs)
    accuracies = []
    for _, rows in folds:
        accuracies.append(np.mean(pred[rows] == y[rows]))
    return np.array(accuracies)
