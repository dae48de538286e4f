# names: K09
# task: cross_validate


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    params = init_params(network, seed)  # 初始化网络
    zhunquelv = []
    for xunlian, ceshi in folds:
        X1, X2 = standardize(X[xunlian], X[ceshi])
        Y1 = encode_targets(network, y[xunlian])
        params, losses = train(network, params, X1, Y1, learning_rate, epochs)
        duile = 0
        for yuce, zhen in zip(predict(network, params, X2), y[ceshi]):
            if yuce == zhen:
                duile += 1
        zhunquelv.append(duile / len(ceshi))
    return np.array(zhunquelv)
