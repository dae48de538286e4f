# names: E02
# task: compare


def compare(X, y, folds, seed):
    geshu = np.array([len(te) for _, te in folds])
    df = pd.DataFrame(index=pd.Index(range(1, len(folds) + 1), name="fold"))
    df["network"] = cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed) * geshu  # 预测对的人数
    df["logistic"] = cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed) * geshu
    df["softmax"] = cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed) * geshu
    return df
