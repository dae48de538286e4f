# names: S01
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    X, _ = standardize(X, X)  # 先标准化
    zql = []
    for xl, cs in folds:
        p, _ = train(
            network, init_params(network, seed), X[xl], encode_targets(network, y[xl]), learning_rate, epochs
        )
        zql.append(np.mean(predict(network, p, X[cs]) == y[cs]))
    return np.array(zql)
