# names: E08, E02
# tasks: cross_validate, compare


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    result = np.zeros(len(folds))
    for n, (tr, te) in enumerate(folds):
        Xtr, Xte = standardize(X[tr], X[te])
        p, _ = train(network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs)
        dui = predict(network, p, Xtr) == y[tr]
        result[n] = dui.sum() / dui.size
    return result


def compare(X, y, folds, seed):
    table = {}
    for name, net in zip(["network", "logistic", "softmax"], [NETWORK, LOGISTIC, SOFTMAX]):
        table[name] = 100 * cross_validate(net, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    return pd.DataFrame(table, index=pd.Index(range(1, len(folds) + 1), name="fold"))
