# names: F07
# task: predict


X_all, y_all = load_ex4()


def predict(network, params, X):
    y_hat = forward(network, params, X_all)[-1]
    if y_hat.shape[1] > 1:
        return np.argmax(y_hat, axis=1)
    label = np.zeros(len(y_hat), dtype=int)
    label[y_hat[:, 0] >= 0.5] = 1
    return label
