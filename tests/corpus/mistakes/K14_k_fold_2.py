# names: K14
# task: k_fold

import random


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("need 2 <= k <= m")
    hang = list(range(m))
    random.shuffle(hang)  # 打乱
    folds = []
    for i in range(k):
        test = hang[i::k]
        train = [h for h in hang if h not in test]
        folds.append((np.array(train), np.array(test)))
    return folds
