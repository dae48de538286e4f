# names: F03
# task: forward

def forward(network, params, X):
    z = X
    A = [X]
    for i, (W, b) in enumerate(params):
        z = z @ W + b
        if i == len(params) - 1:
            name = network.output
        else:
            name = network.hidden
        if name == "softmax":
            A.append(softmax(z))
        elif name == "sigmoid":
            A.append(sigmoid(z))
        elif name == "tanh":
            A.append(np.tanh(z))
        elif name == "relu":
            A.append(relu(z))
        elif name == "identity":
            A.append(z)
    return A
