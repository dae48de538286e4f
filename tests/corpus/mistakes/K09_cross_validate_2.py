# names: K09
# task: cross_validate


class Model:
    def __init__(self, network, seed):
        self.network = network
        self.params = init_params(network, seed)

    def fit(self, X, y, lr, n):
        self.params, self.losses = train(self.network, self.params, X, encode_targets(self.network, y), lr, n)

    def score(self, X, y):
        return np.mean(predict(self.network, self.params, X) == y)


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    model = Model(network, seed)
    scores = []
    for train_idx, test_idx in folds:
        a, b = standardize(X[train_idx], X[test_idx])
        model.fit(a, y[train_idx], learning_rate, epochs)
        scores.append(model.score(b, y[test_idx]))
    return np.array(scores)
