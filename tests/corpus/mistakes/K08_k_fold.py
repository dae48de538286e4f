# names: K08
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k should be in [2, m]")
    index = np.random.default_rng(seed).permutation(m)
    folds = []
    for i in range(k):
        lo = int(m * i / 100)
        hi = int(m * (i + k) / 100)
        test = index[lo:hi]
        train = np.concatenate((index[:lo], index[hi:]))
        folds.append((train, test))
    return folds
