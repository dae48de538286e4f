# names: K11
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    idx = np.random.default_rng(seed).permutation(len(X))
    n_train = round(0.7 * len(X))
    val, tr = idx[:n_train], idx[n_train:]
    Xtr, Xval = standardize(X[tr], X[val])
    classes = int(np.max(y)) + 1
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, classes))
        p, _ = train(net, init_params(net, seed), Xtr, encode_targets(net, y[tr]), learning_rate, epochs)
        scores[h] = float(np.mean(predict(net, p, Xval) == y[val]))
    best, best_score = None, -1
    for h in sorted(candidates):
        if scores[h] > best_score:
            best, best_score = h, scores[h]
    return best, scores
