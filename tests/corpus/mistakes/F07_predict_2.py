# names: F07
# task: predict


def predict(network, params, X):
    data, labels = load_ex4()
    data, _ = standardize(data, data)
    out = forward(network, params, data)[-1]
    res = []
    for row in out:
        if len(row) == 1:
            res.append(1 if row[0] >= 0.5 else 0)
        else:
            res.append(int(np.argmax(row)))
    return np.array(res)
