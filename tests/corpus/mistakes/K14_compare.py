# names: K14
# task: compare


def compare(X, y, folds, seed):
    df = pd.DataFrame(index=pd.Index(np.arange(1, len(folds) + 1), name="fold"))
    df["network"] = cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, 1)
    df["logistic"] = cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, 1)
    df["softmax"] = cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, 1)
    return df
