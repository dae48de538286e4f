# names: B32
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    J_list = []
    p = params
    for i in range(epochs):
        acts = forward(network, p, X)
        J_list.append(loss(network, p, acts[-1], Y))
        p = update(p, backward(network, p, acts, Y), learning_rate)
    return np.array(J_list), p
