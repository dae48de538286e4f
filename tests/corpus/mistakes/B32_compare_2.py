# names: B32
# task: compare


def compare(X, y, folds, seed):
    rows = []
    for net in [LOGISTIC, SOFTMAX, NETWORK]:
        rows.append(cross_validate(net, X, y, folds, LEARNING_RATE, EPOCHS, seed))
    table = pd.DataFrame(np.array(rows).T, columns=["network", "logistic", "softmax"])
    table.index = pd.Index(range(1, len(folds) + 1), name="fold")
    return table
