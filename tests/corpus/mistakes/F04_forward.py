# names: F04
# task: forward

def forward(network, params, X):
    if network.hidden == "tanh":
        g = np.tanh
    elif network.hidden == "relu":
        g = relu
    else:
        g = sigmoid
    A = [X]
    for W, b in params[:-1]:
        A.append(g(A[-1] @ W + b))
    W, b = params[-1]
    A.append(A[-1] @ W + b)
    return A
