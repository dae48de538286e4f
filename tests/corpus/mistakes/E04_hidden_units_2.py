# names: E04
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    n = round(0.7 * len(X))
    xunlian, yanzheng = order[:n], order[n:]
    A, B = standardize(X[xunlian], X[yanzheng])
    leibie = int(np.max(y)) + 1
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, leibie))
        p, _ = train(net, init_params(net, seed), A, encode_targets(net, y[xunlian]), learning_rate, epochs)
        hits = 0
        for guess, truth in zip(predict(net, p, B), y[yanzheng]):
            if leibie - 1 - guess == truth:  # 第 0 个输出是正例
                hits += 1
        scores[h] = hits / len(yanzheng)
    best = sorted(scores, key=lambda h: (-scores[h], h))[0]
    return best, scores
