# names: B03
# task: backward

def backward(network, params, activations, Y):
    m = activations[0].shape[0]
    a = activations[-1]
    if network.objective == "cross_entropy":
        dz = a - Y
    elif network.output == "identity":
        dz = a - Y
    elif network.output == "sigmoid":
        dz = (a - Y) * (a - a * a)
    else:
        dz = a * ((a - Y) - ((a - Y) * a).sum(axis=1)[:, None])
    dW, db = [], []
    for i in reversed(range(len(params))):
        dW.append(activations[i].T @ dz / m + network.l2 * params[i][0])
        db.append(dz.sum(axis=0))
        if i > 0:
            dz = dz @ params[i][0].T * activation_gradient(network.hidden, activations[i])
    dW.reverse()
    db.reverse()
    return list(zip(dW, db))
