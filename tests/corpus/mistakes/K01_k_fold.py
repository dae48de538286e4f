# names: K01
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k must be between 2 and m")
    folds = []
    for i in range(k):
        start = i * m // k
        end = (i + 1) * m // k
        test = np.arange(start, end)
        train = np.array([j for j in range(m) if j < start or j >= end])
        folds.append((train, test))
    return folds
