# names: K06
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k 的取值不对")
    order = np.random.default_rng(seed).permutation(m)
    size = m // k
    folds = []
    for i in range(k):
        start = int(i / k) * size
        test = order[start : start + size]
        train = np.array([x for x in order if x not in test])
        folds.append((train, test))
    return folds
