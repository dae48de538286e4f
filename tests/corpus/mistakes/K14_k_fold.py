# names: K14
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    np.random.seed(0)
    rows = np.arange(m)
    np.random.shuffle(rows)
    parts = np.array_split(rows, k)
    return [(np.setdiff1d(rows, part), part) for part in parts]
