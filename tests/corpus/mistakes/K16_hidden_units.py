# names: K16
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    luan = np.random.default_rng(seed).permutation(len(X))
    xl, yz = luan[:56], luan[56:]  # 80 * 0.7 = 56
    X_xl, X_yz = standardize(X[xl], X[yz])
    defen = {}
    for h in candidates:
        wl = Network((X.shape[1], h, int(y.max()) + 1))
        p, _ = train(wl, init_params(wl, seed), X_xl, encode_targets(wl, y[xl]), learning_rate, epochs)
        defen[h] = float(np.mean(predict(wl, p, X_yz) == y[yz]))
    zuihao = sorted(candidates, key=lambda h: (-defen[h], h))[0]
    return zuihao, defen
