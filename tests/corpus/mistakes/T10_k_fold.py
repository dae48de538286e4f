# names: T10
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k must satisfy 2 <= k <= m")
    students = list(range(1, m + 1))
    np.random.default_rng(seed).shuffle(students)
    folds = []
    for i in range(k):
        test = students[i::k]
        train = [s for s in students if s not in test]
        folds.append((np.array(train), np.array(test)))
    return folds
