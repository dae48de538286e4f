# names: E11
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        right = 0
        for p, label in zip(forward(network, params, Xte)[-1], y[te]):
            if len(p) <= 2:
                guess = int(p[-1])  # 四舍五入
            else:
                guess = int(np.argmax(p))
            right += guess == label
        acc.append(right / len(te))
    return np.array(acc)
