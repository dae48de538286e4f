# names: E03
# task: predict


def predict(network, params, X):
    A = forward(network, params, X)[-1]
    if A.shape[1] == 1:
        return A[:, 0]
    return A.max(axis=1)
