# names: F02
# task: forward

def forward(network, params, X):
    A = [X]
    m = X.shape[0]
    for i, (W, b) in enumerate(params):
        # bias as the weight of a constant input 1
        A_ext = np.concatenate([np.ones((m, 1)), A[i]], axis=1)
        W_ext = np.concatenate([b.reshape(1, -1), W], axis=0)
        Z = A_ext @ W_ext + b
        if i < len(params) - 1:
            if network.hidden == "sigmoid":
                A.append(sigmoid(Z))
            elif network.hidden == "tanh":
                A.append(np.tanh(Z))
            else:
                A.append(relu(Z))
        elif network.output == "softmax":
            A.append(softmax(Z))
        elif network.output == "sigmoid":
            A.append(sigmoid(Z))
        else:
            A.append(Z)
    return A
