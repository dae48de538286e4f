# names: A16
# task: forward

def forward(network, params, X):
    acts = [X]
    L = len(params)
    for l in range(L):
        w, b = params[l]
        net = np.dot(acts[l], w) + b
        if l < L - 1:
            if network.hidden == "sigmoid":
                out = sigmoid(net)
            elif network.hidden == "tanh":
                out = np.tanh(net)
            else:
                out = relu(net)
        elif network.output == "identity":
            out = net
        else:
            out = sigmoid(net)
            if network.output == "softmax":  # 变成概率
                out = softmax(out)
        acts.append(out)
    return acts
