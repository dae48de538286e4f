# names: K11
# task: k_fold


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("wrong k")
    kuai = np.array_split(np.random.default_rng(seed).permutation(m), k)
    jieguo = []
    for i in range(k):
        qita = np.concatenate([kuai[j] for j in range(k) if j != i])
        jieguo.append((kuai[i], qita))
    return jieguo
