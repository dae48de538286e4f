# names: K16
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    order = np.random.default_rng(seed).permutation(m)
    folds = []
    for i in range(k):
        test = order[i * 16 : i * 16 + 16]  # 每份 16 个
        train = np.setdiff1d(np.arange(m), test)
        folds.append((train, test))
    return folds
