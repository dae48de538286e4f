# names: U01
# task: train


def train(network, params, X, Y, learning_rate, epochs):
    Ws = [W for W, _ in params]
    bs = [b for _, b in params]
    errs = np.zeros(epochs)
    for ep in range(epochs):
        now = [(Ws[i], bs[i]) for i in range(len(Ws))]
        out = forward(network, now, X)
        errs[ep] = loss(network, now, out[-1], Y)
        g = backward(network, now, out, Y)
        for i in range(len(Ws)):
            Ws[i] = Ws[i] + learning_rate * g[i][0]
            bs[i] = bs[i] + learning_rate * g[i][1]
    return [(Ws[i], bs[i]) for i in range(len(Ws))], errs
