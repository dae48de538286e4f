# names: B32
# task: compare


def compare(X, y, folds, seed):
    lr = cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    sm = cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    nn = cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    table = pd.DataFrame({"logistic": lr, "softmax": sm, "network": nn}, index=range(1, len(folds) + 1))
    table.index.name = "fold"
    return table
