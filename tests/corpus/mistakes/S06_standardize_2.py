# names: S06
# task: standardize


def standardize(X_train, X_test):
    mean, sd = X_train.mean(axis=0), X_train.std(axis=0)
    ok = sd != 0
    tr = np.zeros(X_train.shape)
    te = np.zeros(X_test.shape)
    # 标准差为 0 的列没有用, 全部置 0
    tr[:, ok] = (X_train[:, ok] - mean[ok]) / sd[ok]
    te[:, ok] = (X_test[:, ok] - mean[ok]) / sd[ok]
    return tr, te
