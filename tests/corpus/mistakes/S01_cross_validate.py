# names: S01
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    mu = np.mean(X, axis=0)
    sigma = np.std(X, axis=0)
    sigma[sigma == 0] = 1
    X_norm = (X - mu) / sigma
    acc = np.zeros(len(folds))
    for i in range(len(folds)):
        tr, te = folds[i]
        Y = encode_targets(network, y[tr])
        params, _ = train(network, init_params(network, seed), X_norm[tr], Y, learning_rate, epochs)
        acc[i] = np.sum(predict(network, params, X_norm[te]) == y[te]) / len(te)
    return acc
