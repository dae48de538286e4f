# names: K12
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k < 2 or k > m")
    order = np.random.default_rng(seed).permutation(m)
    n_test = m // k
    return [(order[n_test:], order[:n_test])]
