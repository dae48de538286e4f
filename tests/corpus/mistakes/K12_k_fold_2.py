# names: K12
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k 不合法")
    order = np.random.default_rng(seed).permutation(m)
    parts = np.array_split(order, k)
    folds = []
    for i in range(k):
        test = parts[i]
        train = np.array([j for j in order if j not in test])
        folds.append((train, test))
        return folds
