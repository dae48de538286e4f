# names: B30
# task: backward

def backward(network, params, activations, Y):
    # 去掉多余的维度
    yuce = np.squeeze(activations[-1]) if activations[-1].shape[1] == 1 else activations[-1]
    m = Y.shape[0]
    wucha = (yuce - Y) / m
    if network.objective == "squared_error" and network.output == "sigmoid":
        wucha = wucha * activation_gradient("sigmoid", yuce)
    elif network.objective == "squared_error" and network.output == "softmax":
        wucha = yuce * (wucha - np.sum(wucha * yuce, axis=1, keepdims=True))
    tidu = []
    for i in range(len(params) - 1, -1, -1):
        W = params[i][0]
        tidu.append((np.dot(activations[i].T, wucha) + network.l2 * W, np.sum(wucha, axis=0)))
        if i > 0:
            wucha = np.dot(wucha, W.T) * activation_gradient(network.hidden, activations[i])
    return tidu[::-1]
