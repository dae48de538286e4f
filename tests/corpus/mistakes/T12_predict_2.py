# names: T12
# task: predict


def predict(network, params, X):
    y = forward(network, params, X)[-1]
    m, k = y.shape
    list = []
    for i in range(m):
        if k == 1:
            list.append(1 if y[i, 0] >= 0.5 else 0)
        else:
            row = list(y[i])
            list.append(row.index(max(row)))
    return np.array(list)
