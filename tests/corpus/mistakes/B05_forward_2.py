# names: B05
# task: forward

def forward(network, params, X):
    # the threshold is one more weight, with the constant input -1
    A = [X]
    for step, (W, b) in enumerate(params, 1):
        dummy = -np.ones((len(X), 1))
        z = np.hstack((A[-1], dummy)) @ np.vstack((W, b))
        if step == len(params):
            f = {"softmax": softmax, "sigmoid": sigmoid}.get(network.output)
        else:
            f = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden]
        A.append(z if f is None else f(z))
    return A
