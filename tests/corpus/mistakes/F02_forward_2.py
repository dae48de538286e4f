# names: F02
# task: forward

def forward(network, params, X):
    # 第一列加 1, 对应截距
    X = np.insert(X, 0, 1, axis=1)
    activations = [X]
    huoqu = {
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "relu": relu,
        "softmax": softmax,
        "identity": np.asarray,
    }
    for i in range(len(params)):
        w = params[i][0]
        b = params[i][1]
        name = network.output if i == len(params) - 1 else network.hidden
        X = huoqu[name](X @ w + b)
        activations.append(X)
    return activations
