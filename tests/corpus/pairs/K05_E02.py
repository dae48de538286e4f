# names: K05, E02
# tasks: k_fold, cross_validate


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k must be in 2..m")
    order = np.random.default_rng(seed).permutation(m)
    size = m // k
    folds = []
    for i in range(k):
        test = order[i * size : (i + 1) * size]
        train = np.concatenate([order[: i * size], order[(i + 1) * size : k * size]])
        folds.append((train, test))
    return folds


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accs = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        p, _ = train(network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs)
        right = np.sum(predict(network, p, Xte) == y[te])
        accs.append(right / float(len(te)) * 100.0)
    return np.array(accs)
