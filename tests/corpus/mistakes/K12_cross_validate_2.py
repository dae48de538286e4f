# names: K12
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accs = []
    for tr, te in folds:
        Xtr, Xte = standardize(X[tr], X[te])
        Y = encode_targets(network, y[tr])
        params, _ = train(network, init_params(network, seed), Xtr, Y, learning_rate, epochs)
        accs.append(float(np.mean(predict(network, params, Xte) == y[te])))
        print("acc =", accs[-1])
        return np.array(accs)
