# names: S11
# task: compare


def compare(X, y, folds, seed):
    # 标准化
    X -= X.mean(axis=0)
    X /= X.std(axis=0)
    biao = {}
    for ming, wang in (("network", NETWORK), ("logistic", LOGISTIC), ("softmax", SOFTMAX)):
        biao[ming] = cross_validate(wang, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    return pd.DataFrame(biao, index=pd.Index(range(1, len(folds) + 1), name="fold"))
