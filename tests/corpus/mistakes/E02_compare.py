# names: E02
# task: compare


def compare(X, y, folds, seed):
    t = {}
    for name, net in [("network", NETWORK), ("logistic", LOGISTIC), ("softmax", SOFTMAX)]:
        acc = cross_validate(net, X, y, folds, LEARNING_RATE, EPOCHS, seed)
        t[name] = [round(100 * a, 2) for a in acc]  # in %
    return pd.DataFrame(t, index=pd.Index(range(1, len(folds) + 1), name="fold"))
