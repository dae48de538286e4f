# names: E11
# task: predict


def predict(network, params, X):
    p = forward(network, params, X)[-1]
    if p.shape[1] == 1:
        return np.array([int(v) for v in p[:, 0]])
    return np.array([int(np.argmax(row)) for row in p])
