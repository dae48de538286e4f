# names: B31
# task: backward

def one_layer(A, W, d, l2):
    dW = A.T @ d + l2 * W
    db = d.sum(axis=0)
    return {"dW", dW, "db", db}


def backward(network, params, activations, Y):
    p = activations[-1]
    d = (p - Y) / len(p)
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = d * p * (1 - p)
    elif network.objective == "squared_error" and network.output == "softmax":
        d = p * (d - np.sum(d * p, axis=1, keepdims=True))
    result = []
    for A, (W, b) in zip(activations[-2::-1], params[::-1]):
        g = one_layer(A, W, d, network.l2)
        result.insert(0, (g["dW"], g["db"]))
        if A is not activations[0]:
            d = d @ W.T * activation_gradient(network.hidden, A)
    return result
