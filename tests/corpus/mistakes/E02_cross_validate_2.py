# names: E02
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    jingdu = []
    for i in range(len(folds)):
        tr, te = folds[i]
        Xtr, Xte = standardize(X[tr], X[te])
        params = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )[0]
        right = np.sum(predict(network, params, Xte) == y[te])
        jingdu.append(right / len(te) * 100)
        print("fold %d: %.1f%%" % (i + 1, jingdu[-1]))
    return np.array(jingdu)
