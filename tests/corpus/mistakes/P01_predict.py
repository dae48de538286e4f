# names: P01
# task: predict


def predict(network, params, X):
    prob = forward(network, params, X)[-1]
    if prob.shape[1] == 1:
        return (prob[:, 0] >= 0.5).astype(np.int)
    return np.argmax(prob, axis=1).astype(np.int)
