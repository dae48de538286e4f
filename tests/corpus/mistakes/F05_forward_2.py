# names: F05
# task: forward

def _act(name, z):
    if name == "softmax":
        return softmax(z.T).T
    return {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu, "identity": np.copy}[name](z)


def forward(network, params, X):
    huoqu = [network.hidden] * (len(params) - 1)
    huoqu.append(network.output)
    lie = np.transpose(X)  # 列向量
    jieguo = [X]
    for name, (W, b) in zip(huoqu, params):
        lie = _act(name, np.dot(W.T, lie) + b[:, None])
        jieguo.append(lie)
    return jieguo
