# names: U04
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    Ws = [W.copy() for W, b in params]
    bs = [b.copy() for W, b in params]
    sunshi = []
    for lun in range(epochs):
        canshu = list(zip(Ws, bs))
        A = forward(network, canshu, X)
        sunshi.append(loss(network, canshu, A[-1], Y))
        tidu = backward(network, canshu, A, Y)
        for c in range(len(Ws)):  # 更新每一层的权重
            Ws[c] = Ws[c] - learning_rate * tidu[c][0]
    return list(zip(Ws, bs)), np.array(sunshi)
