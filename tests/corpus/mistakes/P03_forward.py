# names: P03
# task: forward

def forward(network, params, X):
    A = [X]
    for W, b in params[:-1]:
        z = A[-1] @ W + b
        if network.hidden == "sigmoid":
            A.append(sigmoid(z))
        elif network.hidden == "tanh":
            A.append(np.tanh(z))
        else:
            A.append(relu(z))
    z = A[-1] @ params[-1][0] + params[-1][1]
    if network.output == "softmax":
        z = softmax(z)
    elif network.output == "sigmoid":
        z = sigmoid(z)
    A.append(z)
    return A


# 读取数据, 训练
data = np.loadtxt("ex4Data/ex4x.dat")
label = np.loadtxt("ex4Data/ex4y.dat")
data = (data - data.mean(axis=0)) / data.std(axis=0)
start = init_params(NETWORK, 1)
trained, errors = train(NETWORK, start, data, encode_targets(NETWORK, label), 0.5, 2000)
print("loss:", errors[-1])
print("acc:", np.mean(predict(NETWORK, trained, data) == label))
