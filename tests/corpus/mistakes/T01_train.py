# names: T01
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    # 初始化参数
    p = []
    for i in range(len(network.units) - 1):
        p.append((np.zeros((network.units[i], network.units[i + 1])), np.zeros(network.units[i + 1])))
    cost = np.zeros(epochs)
    for i in range(epochs):
        A = forward(network, p, X)
        cost[i] = loss(network, p, A[-1], Y)
        p = update(p, backward(network, p, A, Y), learning_rate)
    return p, cost
