# names: K07
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k out of range")
    rng = np.random.default_rng(seed)
    sizes = [m // k + (1 if i < m % k else 0) for i in range(k)]
    folds = []
    for i in range(k):
        test = rng.choice(m, sizes[i], replace=False)
        train = np.setdiff1d(np.arange(m), test)
        folds.append((train, test))
    return folds
