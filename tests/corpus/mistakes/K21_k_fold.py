# names: K21
# task: k_fold

def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    rows = np.random.default_rng(seed).permutation(m)
    size = int(np.ceil(m / k))
    folds = []
    for i in range(k):
        test = rows[i * size : (i + 1) * size]
        folds.append((np.setdiff1d(rows, test), test))
    return folds
