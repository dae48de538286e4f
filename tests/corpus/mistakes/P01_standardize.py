# names: P01
# task: standardize


def standardize(X_train, X_test):
    A = np.mat(X_train)
    B = np.mat(X_test)
    mu = np.mean(A, axis=0)
    sd = np.std(A, axis=0)
    sd[sd == 0] = 1
    return np.array((A - mu) / sd), np.array((B - mu) / sd)
