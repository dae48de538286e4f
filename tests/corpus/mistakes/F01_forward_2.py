# names: F01
# task: forward

def forward(network, params, X):
    # 逐个样本, 逐个神经元
    m = X.shape[0]
    acts = [X]
    for l in range(len(params)):
        W, b = params[l]
        prev = acts[-1]
        net = np.zeros((m, W.shape[1]))
        for i in range(m):
            for j in range(W.shape[1]):
                he = 0.0
                for k in range(W.shape[0]):
                    he += prev[i, k] * W[k, j]
                net[i, j] = he
        kind = network.output if l + 1 == len(params) else network.hidden
        if kind == "sigmoid":
            acts.append(sigmoid(net))
        elif kind == "softmax":
            acts.append(softmax(net))
        elif kind == "tanh":
            acts.append(np.tanh(net))
        elif kind == "relu":
            acts.append(relu(net))
        else:
            acts.append(net)
    return acts
