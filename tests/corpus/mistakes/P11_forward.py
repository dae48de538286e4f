# names: P11
# task: forward

def forward(network, params, X):
    A = [X]
    for i, (W, b) in enumerate(params):
        name = network.output if i == len(params) - 1 else network.hidden
        A.append(apply_activation(name, A[-1] @ W + b))
    return A
