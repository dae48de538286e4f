# names: E04
# task: predict


def predict(network, params, X):
    p = forward(network, params, X)[-1]
    if p.shape[1] == 1:
        return np.where(p[:, 0] >= 0.5, 0, 1)
    return np.argmax(p, axis=1)
