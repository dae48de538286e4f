# names: K05
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("bad k")
    rng = np.random.default_rng(seed)
    idx = list(rng.permutation(m))
    fold_size = int(m / k)
    splits = []
    for i in range(k):
        fold = []
        while len(fold) < fold_size:
            fold.append(idx.pop())
        splits.append(fold)
    result = []
    for i in range(k):
        train = []
        for j in range(k):
            if j != i:
                train += splits[j]
        result.append((np.array(train), np.array(splits[i])))
    return result
