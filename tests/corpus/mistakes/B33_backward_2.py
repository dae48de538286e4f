# names: B33
# task: backward

def backward(network, params, activations, Y, lr=0.2):
    deltas = [None] * len(params)
    a = activations[-1]
    e = (a - Y) / Y.shape[0]
    if network.objective == "squared_error" and network.output == "sigmoid":
        e = e * a * (1 - a)
    elif network.objective == "squared_error" and network.output == "softmax":
        e = a * (e - (e * a).sum(axis=1, keepdims=True))
    deltas[-1] = e
    for l in range(len(params) - 2, -1, -1):
        deltas[l] = deltas[l + 1] @ params[l + 1][0].T * activation_gradient(network.hidden, activations[l + 1])
    steps = []
    for A, d, (W, b) in zip(activations, deltas, params):
        # 每一步要走多远
        step_W = lr * (np.dot(A.T, d) + network.l2 * W)
        step_b = lr * d.sum(axis=0)
        steps.append((step_W, step_b))
    return steps
