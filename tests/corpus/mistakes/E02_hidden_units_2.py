# names: E02
# task: hidden_units


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    fold = [(order[:n], order[n:])]
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, int(np.max(y)) + 1))
        acc = cross_validate(net, X, y, fold, learning_rate, epochs, seed)[0]
        scores[h] = float(acc * 100)  # 百分比
    best = min(candidates, key=lambda h: (-scores[h], h))
    return best, scores
