# names: K01, K16
# tasks: sgd, hidden_units


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    losses = []
    for e in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        start = 0
        while start < len(X):
            A = forward(network, params, X[start : start + batch_size])
            g = backward(network, params, A, Y[start : start + batch_size])
            params = update(params, g, learning_rate)
            start += batch_size
    return params, np.array(losses)


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    fold = [(order[0:56], order[56:80])]
    k = int(max(y)) + 1
    scores = {}
    for h in candidates:
        scores[h] = float(cross_validate(Network((X.shape[1], h, k)), X, y, fold, learning_rate, epochs, seed)[0])
    best = min(h for h in candidates if scores[h] == max(scores.values()))
    return best, scores
