# names: R02
# task: predict


def predict(network, params, X):
    W, b = params[-1]
    hidden = forward(network, params, X)[-2]
    score = hidden @ W + b
    if score.shape[1] == 1:
        return (score[:, 0] >= 0.5).astype(int)
    return np.argmax(score, axis=1)
