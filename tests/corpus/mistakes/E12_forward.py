# names: E12
# task: forward

def forward(network, params, X):
    A = [X]
    for i, (W, b) in enumerate(params):
        z = A[i] @ W + b
        if i < len(params) - 1:
            a = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden](z)
        elif network.output == "softmax":
            a = softmax(z)
        elif network.output == "sigmoid":
            a = sigmoid(z)
        else:
            a = z
        A.append(a)
    print("前向传播结果:", A)
