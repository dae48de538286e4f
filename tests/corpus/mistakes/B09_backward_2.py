# names: B09
# task: backward

def backward(network, params, activations, Y):
    A = activations
    m = A[0].shape[0]
    err = A[-1] - Y
    if network.objective == "squared_error" and network.output == "softmax":
        err = A[-1] * (err - np.sum(err * A[-1], axis=1, keepdims=True))
    dws, dbs = [], []
    for k in range(len(params) - 1, -1, -1):
        w = params[k][0]
        dws = [A[k].T.dot(err) / m + network.l2 * w] + dws
        dbs = [err.mean(axis=0)] + dbs
        if k:
            err = err.dot(w.T) * activation_gradient(network.hidden, A[k])
    return list(zip(dws, dbs))
