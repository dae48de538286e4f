# names: E07
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    correct = 0
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        pred = predict(network, params, Xte)
        for j in range(len(te)):
            if pred[j] == y[te[j]]:
                correct += 1
        acc.append(correct / len(te))
    return np.array(acc)
