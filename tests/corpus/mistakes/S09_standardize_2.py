# names: S09
# task: standardize


def standardize(X_train, X_test):
    m = len(X_train)
    mean = X_train.sum(axis=0) / m
    var = ((X_train - mean) ** 2).sum(axis=0) / (m - 1)  # 方差
    std = np.sqrt(var)
    std[std == 0] = 1
    return (X_train - mean) / std, (X_test - mean) / std
