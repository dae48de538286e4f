# names: P01
# task: forward

def forward(network, params, X):
    activations = [X]
    for l, (W, b) in enumerate(params, 1):
        Z = np.zeros((len(X), len(b)), dtype=np.float)
        Z += np.dot(activations[-1], W)
        Z += b
        kind = network.hidden if l < len(params) else network.output
        if kind != "identity":
            Z = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu, "softmax": softmax}[kind](Z)
        activations.append(Z)
    return activations
