# names: S02, K01
# tasks: standardize, k_fold


def standardize(X_train, X_test):
    mean1, std1 = X_train.mean(0), X_train.std(0)
    mean2, std2 = X_test.mean(0), X_test.std(0)
    std1[std1 == 0] = 1
    std2[std2 == 0] = 1
    return (X_train - mean1) / std1, (X_test - mean2) / std2


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k is out of range")
    folds = []
    for test in np.array_split(np.arange(m), k):
        train = [i for i in range(m) if i < test[0] or i > test[-1]]
        folds.append((np.array(train), test))
    return folds
