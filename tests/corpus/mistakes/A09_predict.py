# names: A09
# task: predict


def predict(network, params, X):
    prob = forward(network, params, X)[-1]
    if prob.shape[1] == 1:
        return (prob.ravel() >= 0.5).astype(int)
    return prob.argmax(axis=0)
