# names: T16
# task: train

def train(network, params, X, Y, learning_rate, epochs):
    v = [(0 * W, 0 * b) for W, b in params]
    losses = []
    for _ in range(epochs):
        A = forward(network, params, X)
        losses.append(loss(network, params, A[-1], Y))
        grads = backward(network, params, A, Y)
        v = [(0.9 * vW + dW, 0.9 * vb + db) for (vW, vb), (dW, db) in zip(v, grads)]
        params = update(params, v, learning_rate)
    return params, np.array(losses)
