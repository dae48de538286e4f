# names: B10
# task: backward

def backward(network, params, activations, Y):
    # 先算每一层的误差, 再乘导数
    m = len(Y)
    y = activations[-1]
    errors = [(y - Y) / m]
    for W, b in params[:0:-1]:
        errors.insert(0, np.dot(errors[0], W.T))
    grads = []
    for l in range(len(params)):
        e = errors[l]
        a = activations[l + 1]
        if l < len(params) - 1:
            e = e * activation_gradient(network.hidden, a)
        elif network.objective == "squared_error" and network.output == "sigmoid":
            e = e * a * (1 - a)
        elif network.objective == "squared_error" and network.output == "softmax":
            e = a * (e - np.sum(e * a, axis=1, keepdims=True))
        grads.append((np.dot(activations[l].T, e) + network.l2 * params[l][0], e.sum(axis=0)))
    return grads
