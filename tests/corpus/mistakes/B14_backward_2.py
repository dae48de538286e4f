# names: B14
# task: backward

def backward(network, params, activations, Y):
    P = activations[-1]
    delta = (P - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        delta = delta * P * (1 - P)
    if network.objective == "squared_error" and network.output == "softmax":
        delta = P * (delta - np.sum(delta * P, axis=1, keepdims=True))
    grads = []
    l = len(params)
    for W, b in params[::-1]:
        l -= 1
        db = np.zeros(b.shape)
        db[:] = delta.sum()  # 所有样本的和
        grads.append((activations[l].T @ delta + network.l2 * W, db))
        if l > 0:
            delta = delta @ W.T * activation_gradient(network.hidden, activations[l])
    return grads[::-1]
