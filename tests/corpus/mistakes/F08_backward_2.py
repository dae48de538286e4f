# names: F08
# task: backward

def backward(network, params, activations, Y):
    P = activations[-1]
    if network.objective == "cross_entropy" or network.output == "identity":
        err = P - Y
    elif network.output == "sigmoid":
        err = (P - Y) * P * (1 - P)
    else:
        G = P - Y
        err = P * G - P * np.sum(P * G, axis=1)[:, np.newaxis]
    err = err / len(P)
    grads = []
    for k, (W, _) in reversed(list(enumerate(params))):
        H = activations[k]
        grads.append((np.matmul(H.T, err) + network.l2 * W, err.sum(axis=0)))
        err = np.matmul(err, W.T) * H * (1 - H)
    return grads[::-1]
