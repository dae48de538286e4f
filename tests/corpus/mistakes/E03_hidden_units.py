# names: E03
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    tr, va = order[:n], order[n:]
    Xtr, Xva = standardize(X[tr], X[va])
    wucha = {}
    for h in candidates:
        net = Network((X.shape[1], h, int(np.max(y)) + 1))
        p, _ = train(net, init_params(net, seed), Xtr, encode_targets(net, y[tr]), learning_rate, epochs)
        wucha[h] = float(np.mean(predict(net, p, Xva) != y[va]))  # 错误率
    best = min(h for h in candidates if wucha[h] == min(wucha.values()))
    return best, wucha
