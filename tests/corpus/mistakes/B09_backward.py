# names: B09
# task: backward

def backward(network, params, activations, Y):
    m = Y.shape[0]
    L = len(params)
    # output layer: prediction minus target
    delta = {L: (activations[L] - Y) / m}
    for l in range(L - 1, 0, -1):
        W_next, _ = params[l]
        delta[l] = np.dot(delta[l + 1], W_next.T) * activation_gradient(network.hidden, activations[l])
    grads = []
    for l in range(1, L + 1):
        W, b = params[l - 1]
        dW = np.dot(activations[l - 1].T, delta[l])
        grads.append((dW + network.l2 * W, np.sum(delta[l], axis=0)))
    return grads
