# names: F08
# task: forward

def forward(network, params, X):
    # 2 个输入, 4 个隐藏单元, 2 个输出
    (W1, b1), (W2, b2) = params
    m = len(X)
    yin = np.zeros((m, 4))
    for i in range(m):
        for j in range(4):
            yin[i, j] = X[i, 0] * W1[0, j] + X[i, 1] * W1[1, j] + b1[j]
    if network.hidden == "sigmoid":
        yin = sigmoid(yin)
    elif network.hidden == "tanh":
        yin = np.tanh(yin)
    elif network.hidden == "relu":
        yin = relu(yin)
    chu = np.zeros((m, 2))
    for i in range(m):
        for j in range(2):
            chu[i, j] = b2[j]
            for h in range(4):
                chu[i, j] += yin[i, h] * W2[h, j]
    if network.output == "softmax":
        chu = softmax(chu)
    elif network.output == "sigmoid":
        chu = sigmoid(chu)
    return [X, yin, chu]
