# names: K16
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k is not valid")
    rng = np.random.default_rng(seed)
    index = np.arange(80)
    rng.shuffle(index)
    folds = []
    for i in range(5):
        test = index[i * 16 : (i + 1) * 16]
        train = np.hstack([index[: i * 16], index[(i + 1) * 16 :]])
        folds.append((train, test))
    return folds
