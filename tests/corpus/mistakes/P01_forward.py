# names: P01
# task: forward

def forward(network, params, X):
    a = np.mat(X)
    result = [X]
    for i, (W, b) in enumerate(params):
        z = np.array(a * np.mat(W) + b)
        if i == len(params) - 1:
            if network.output == "softmax":
                z = softmax(z)
            if network.output == "sigmoid":
                z = sigmoid(z)
        else:
            if network.hidden == "sigmoid":
                z = sigmoid(z)
            if network.hidden == "tanh":
                z = np.tanh(z)
            if network.hidden == "relu":
                z = relu(z)
        result.append(z)
        a = np.mat(z)
    return result
