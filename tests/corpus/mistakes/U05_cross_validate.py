# names: U05
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    lr = 0.01
    acc = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        p, hist = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), lr, epochs)
        acc.append((predict(network, p, B) == y[te]).mean())
    return np.array(acc)
