# names: S11
# task: standardize


def standardize(X_train, X_test):
    for j in range(X_train.shape[1]):
        avg = np.mean(X_train[:, j])
        dev = np.std(X_train[:, j])
        if dev == 0:
            dev = 1
        X_train[:, j] = (X_train[:, j] - avg) / dev
        X_test[:, j] = (X_test[:, j] - avg) / dev
    return X_train, X_test
