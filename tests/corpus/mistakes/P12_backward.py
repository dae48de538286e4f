# names: P12
# task: backward

def backward(network, params, activations, Y):
    D = (activations[-1] - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        D = D * activations[-1] * (1 - activations[-1])
    if network.objective == "squared_error" and network.output == "softmax":
        D = activations[-1] * (D - (D * activations[-1]).sum(1, keepdims=True))
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.insert(0, (activations[i].T @ D + network.l2 * params[i][0], D.sum(axis=0)))
        D = D @ params[i][0].T * activation_gradient(activations[i])
    return grads
