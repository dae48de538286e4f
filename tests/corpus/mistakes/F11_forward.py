# names: F11
# task: forward

def forward(network, params, X):
    g = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden]
    outputs = []
    for W, b in params[:-1]:
        X = g(X @ W + b)
        outputs.append(X)
    Z = X @ params[-1][0] + params[-1][1]
    last = {"softmax": softmax, "sigmoid": sigmoid, "identity": lambda Z: Z}[network.output]
    return outputs + [last(Z)]
