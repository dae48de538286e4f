# names: T07
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    cost_list = []
    for i in range(epochs):
        A = forward(network, params, X)
        if i % 100 == 0:  # 每 100 轮记录一次
            cost_list.append(loss(network, params, A[-1], Y))
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, np.array(cost_list)
