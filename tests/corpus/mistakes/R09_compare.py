# names: R09
# task: compare


def compare(X, y, folds, seed):
    results = {}
    for i, (name, net) in enumerate([("network", NETWORK), ("logistic", LOGISTIC), ("softmax", SOFTMAX)]):
        own = k_fold(len(X), len(folds), seed + i)
        results[name] = cross_validate(net, X, y, own, LEARNING_RATE, EPOCHS, seed)
    return pd.DataFrame(results, index=pd.Index(range(1, len(folds) + 1), name="fold"))
