# names: E19
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    cut = round(0.7 * len(X))
    fit, held = order[:cut], order[cut:]
    A, B = standardize(X[fit], X[held])
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, int(np.max(y)) + 1))
        start = init_params(net, seed)
        params, _ = train(net, start, A, encode_targets(net, y[fit]), learning_rate, epochs)
        scores[h] = float(np.mean(predict(net, params, B) == y[held]))
    return sorted(scores, key=lambda h: (scores[h], h))[0], scores
