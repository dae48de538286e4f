# names: S07
# task: standardize


def standardize(X_train, X_test):
    mu, sigma = [], []
    for col in X_train.T:
        mu.append(sum(col) / len(col))
        sigma.append(np.sqrt(sum((col - mu[-1]) ** 2) / len(col)))
    mu, sigma = np.array(mu), np.array(sigma)
    return (X_train - mu) / sigma, (X_test - mu) / sigma
