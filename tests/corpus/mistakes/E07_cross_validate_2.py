# names: E07
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    TP = FP = TN = FN = 0
    accuracies = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        for guess, truth in zip(predict(network, params, Xte), y[te]):
            if guess == truth and truth > 0:
                TP += 1
            elif guess == truth:
                TN += 1
            elif truth > 0:
                FN += 1
            else:
                FP += 1
        accuracies.append((TP + TN) / (TP + TN + FP + FN))
    return np.array(accuracies)
