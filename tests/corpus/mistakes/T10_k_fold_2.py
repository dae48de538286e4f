# names: T10
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    rng = np.random.default_rng(seed)
    order = rng.permutation(np.arange(1, m))  # 打乱所有样本
    parts = np.array_split(order, k)
    folds = []
    for i in range(k):
        rest = [parts[j] for j in range(k) if j != i]
        folds.append((np.concatenate(rest), parts[i]))
    return folds
