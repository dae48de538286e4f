# names: B24
# task: backward

def backward(network, params, activations, Y):
    def go_back(l, delta):
        """Gradients of the layers 0, ..., l."""
        here = (activations[l].T @ delta, delta.sum(axis=0))
        if l == 0:
            return [here]
        slope = activation_gradient(network.hidden, activations[l])
        return go_back(l - 1, delta @ params[l][0].T * slope) + [here]

    p = activations[-1]
    d = (p - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        d = d * p * (1 - p)
    elif network.objective == "squared_error" and network.output == "softmax":
        d = p * (d - np.sum(d * p, axis=1, keepdims=True))
    return go_back(len(params) - 1, d)
