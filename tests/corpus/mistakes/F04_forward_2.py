# names: F04
# task: forward

def forward(network, params, X):
    A = [np.array(X, dtype=float)]
    last = len(params) - 1
    for l, (W, b) in enumerate(params):
        z = np.einsum("ij,jk->ik", A[l], W) + b[np.newaxis, :]
        if l == last:
            # 输出层
            a = sigmoid(z) if network.output == "sigmoid" else z
        elif network.hidden == "sigmoid":
            a = sigmoid(z)
        elif network.hidden == "tanh":
            a = np.tanh(z)
        else:
            a = relu(z)
        A.append(a)
    return A
