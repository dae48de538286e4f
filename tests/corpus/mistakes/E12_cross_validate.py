# names: E12
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    total = []
    for i, (tr, te) in enumerate(folds, 1):
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        acc = np.mean(predict(network, params, Xte) == y[te])
        total.append(acc)
        print("第", i, "折准确率:", acc)
    print("平均准确率:", np.mean(total))
