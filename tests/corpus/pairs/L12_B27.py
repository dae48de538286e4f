# names: L12, B27
# tasks: loss, backward


def loss(network, params, Y_hat, Y):
    m = len(Y)
    penalty = network.l2 * sum(np.sum(W**2) for W, b in params)
    if network.objective == "squared_error":
        return float(np.sum((Y_hat - Y) ** 2) / (2 * m) + penalty)
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    total = 0.0
    for p, t in zip(P, Y):
        total -= np.sum(t * np.log(p))
        if network.output == "sigmoid":
            total -= np.sum((1 - t) * np.log(1 - p))
    return total / m + penalty


def backward(network, params, activations, Y):
    m = len(Y)
    A = activations[-1]
    D = (A - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = D * A * (1 - A)
        if network.output == "softmax":
            for i in range(m):
                J = np.diag(A[i]) - np.outer(A[i], A[i])
                D[i] = J @ D[i]
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        dW = activations[l].T @ D + 2 * network.l2 * W  # derivative of l2 * W^2
        grads.append((dW, D.sum(axis=0)))
        if l != 0:
            D = (D @ W.T) * activation_gradient(network.hidden, activations[l])
    return grads[::-1]
