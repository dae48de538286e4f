# names: S10
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    m = len(X)
    order = np.random.default_rng(seed).permutation(m)
    n = round(0.7 * m)
    Xtr, ytr = X[order[:n]], y[order[:n]]
    Xva, yva = X[order[n:]], y[order[n:]]
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, int(np.max(y)) + 1))
        p, _ = train(net, init_params(net, seed), Xtr, encode_targets(net, ytr), learning_rate, epochs)
        scores[h] = float(np.mean(predict(net, p, Xva) == yva))
    top = max(scores.values())
    return min(h for h in candidates if scores[h] == top), scores
