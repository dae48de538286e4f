# names: S01
# task: standardize


def standardize(X_train, X_test):
    everything = np.vstack((X_train, X_test))
    mu = everything.mean(axis=0)
    sigma = everything.std(axis=0)
    sigma[sigma == 0] = 1
    return (X_train - mu) / sigma, (X_test - mu) / sigma
