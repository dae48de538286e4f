# names: P01
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    rows = np.random.default_rng(seed).permutation(m).astype(np.int)
    folds = []
    for test in np.array_split(rows, k):
        folds.append((np.setdiff1d(rows, test), test))
    return folds
