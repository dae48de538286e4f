# names: F03
# task: forward

def forward(network, params, X):
    hidden = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden]
    output = {"sigmoid": sigmoid, "softmax": softmax, "identity": lambda t: t}[network.output]
    nets = [X]
    for W, b in params:  # first all the net inputs
        nets.append(np.dot(nets[-1], W) + b)
    outs = [X]
    for net in nets[1:-1]:  # then the activations
        outs.append(hidden(net))
    outs.append(output(nets[-1]))
    return outs
