# names: E04
# task: predict


def predict(network, params, X):
    shuchu = forward(network, params, X)[-1]
    biaoqian = []
    for i in range(len(shuchu)):
        if shuchu.shape[1] == 1:
            if shuchu[i, 0] >= 0.5:
                biaoqian.append(0)  # 0 表示录取
            else:
                biaoqian.append(1)
        else:
            biaoqian.append(int(np.argmin(shuchu[i])))
    return np.array(biaoqian)
