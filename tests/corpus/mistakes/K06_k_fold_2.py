# names: K06
# task: k_fold


def k_fold(m, k, seed):
    if not (2 <= k <= m):
        raise ValueError("k")
    perm = np.random.default_rng(seed).permutation(m)
    n = -(-m // k)  # round up
    out = []
    for i in range(k):
        test = perm[i : i + n]
        out.append((np.setdiff1d(perm, test), test))
    return out
