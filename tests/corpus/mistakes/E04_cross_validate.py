# names: E04
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        params, _ = train(
            network, init_params(network, seed), Xtr, encode_targets(network, y[tr]), learning_rate, epochs
        )
        out = forward(network, params, Xte)[-1]
        hits = 0
        for i in range(len(te)):
            if out.shape[1] == 2:
                label = 1 if out[i, 0] >= out[i, 1] else 0
            elif out.shape[1] == 1:
                label = 0 if out[i, 0] >= 0.5 else 1
            else:
                label = out.shape[1] - 1 - np.argmax(out[i])
            hits += label == y[te][i]
        acc.append(hits / len(te))
    return np.array(acc)
