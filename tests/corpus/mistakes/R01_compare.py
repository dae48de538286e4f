# names: R01
# task: compare


def compare(X, y, folds, seed):
    linear = Network((2, 1), output="identity", objective="squared_error")
    columns = {
        "network": cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed),
        "logistic": cross_validate(linear, X, y, folds, LEARNING_RATE, EPOCHS, seed),
        "softmax": cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed),
    }
    return pd.DataFrame(columns, index=pd.Index(range(1, len(folds) + 1), name="fold"))
