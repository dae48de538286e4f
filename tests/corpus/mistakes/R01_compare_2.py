# names: R01
# task: compare


def huigui(X, y, folds):
    """logistic regression by the normal equation"""
    acc = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        A = np.hstack([np.ones((len(tr), 1)), A])
        B = np.hstack([np.ones((len(te), 1)), B])
        theta = np.linalg.inv(A.T @ A) @ A.T @ y[tr]
        acc.append(np.mean((B @ theta >= 0.5) == y[te]))
    return acc


def compare(X, y, folds, seed):
    table = pd.DataFrame()
    table["network"] = cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    table["logistic"] = huigui(X, y, folds)
    table["softmax"] = cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    table.index = range(1, len(folds) + 1)
    table.index.name = "fold"
    return table
