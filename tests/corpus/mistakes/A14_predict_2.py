# names: A14
# task: predict


def predict(network, params, X):
    # the network was trained on scaled inputs
    X -= np.mean(X, axis=0)
    sd = np.std(X, axis=0)
    sd[sd == 0] = 1
    X /= sd
    out = forward(network, params, X)[-1]
    if out.shape[1] == 1:
        return (out[:, 0] >= 0.5).astype(int)
    return out.argmax(axis=1)
