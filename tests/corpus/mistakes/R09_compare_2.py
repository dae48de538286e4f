# names: R09
# task: compare


def compare(X, y, folds, seed):
    nn = cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    others = []
    for model in (LOGISTIC, SOFTMAX):
        acc = []
        for tr, te in folds:
            A, B = standardize(X[tr], X[te])
            p, _ = train(model, init_params(model, seed), A, encode_targets(model, y[tr]), LEARNING_RATE, EPOCHS)
            acc.append(np.mean(predict(model, p, A) == y[tr]))
        others.append(acc)
    return pd.DataFrame(
        {"network": nn, "logistic": others[0], "softmax": others[1]},
        index=pd.Index(range(1, len(folds) + 1), name="fold"),
    )
