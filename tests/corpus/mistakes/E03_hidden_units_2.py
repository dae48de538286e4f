# names: E03
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    tr, va = order[:n], order[n:]
    Xtr, Xva = standardize(X[tr], X[va])
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, int(np.max(y)) + 1))
        p, _ = train(net, init_params(net, seed), Xtr, encode_targets(net, y[tr]), learning_rate, epochs)
        prob = forward(net, p, Xva)[-1]
        scores[h] = float(np.mean(prob == encode_targets(net, y[va])))
    top = max(scores.values())
    return min(h for h in candidates if scores[h] == top), scores
