# names: K02
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    X = np.random.default_rng(seed).permutation(X)
    n = round(0.7 * len(X))
    X1, X2 = standardize(X[:n], X[n:])
    y1, y2 = y[:n], y[n:]
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, int(y.max()) + 1))
        p, _ = train(net, init_params(net, seed), X1, encode_targets(net, y1), learning_rate, epochs)
        scores[h] = float(np.mean(predict(net, p, X2) == y2))
    best = min(h for h in scores if scores[h] == max(scores.values()))
    return best, scores
