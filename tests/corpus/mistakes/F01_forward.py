# names: F01
# task: forward

def forward(network, params, X):
    g = {"sigmoid": sigmoid, "relu": relu, "tanh": np.tanh}[network.hidden]
    a = X
    A = [a]
    for i, layer in enumerate(params):
        z = np.matmul(a, layer[0])
        if i == len(params) - 1:
            if network.output == "softmax":
                a = softmax(z)
            elif network.output == "sigmoid":
                a = sigmoid(z)
            else:
                a = z
        else:
            a = g(z)
        A.append(a)
    return A
