# names: B21
# task: forward

def forward(network, params, X):
    layers = [X]
    for W, b in params:
        z = layers[-1] * W + b
        if len(layers) < len(params):
            if network.hidden == "sigmoid":
                z = sigmoid(z)
            elif network.hidden == "tanh":
                z = np.tanh(z)
            else:
                z = relu(z)
        else:
            if network.output == "sigmoid":
                z = sigmoid(z)
            elif network.output == "softmax":
                z = softmax(z)
        layers.append(z)
    return layers
