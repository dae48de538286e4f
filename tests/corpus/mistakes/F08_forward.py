# names: F08
# task: forward

def forward(network, params, X):
    W1, b1 = params[0]
    W2, b2 = params[1]
    Z1 = X @ W1 + b1
    if network.hidden == "sigmoid":
        A1 = sigmoid(Z1)
    elif network.hidden == "tanh":
        A1 = np.tanh(Z1)
    else:
        A1 = relu(Z1)
    Z2 = A1 @ W2 + b2
    if network.output == "softmax":
        A2 = softmax(Z2)
    elif network.output == "sigmoid":
        A2 = sigmoid(Z2)
    else:
        A2 = Z2
    return [X, A1, A2]
