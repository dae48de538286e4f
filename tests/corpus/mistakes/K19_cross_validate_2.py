# names: K19
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    # train on the data and count the right answers
    data = standardize(X, X)[0]
    weights = init_params(network, seed)
    weights, J = train(network, weights, data, encode_targets(network, y), learning_rate, epochs)
    right = 0
    for guess, truth in zip(predict(network, weights, data), y):
        right += int(guess == truth)
    return np.array([right / len(y)])
