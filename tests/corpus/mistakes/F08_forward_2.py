# names: F08
# task: forward

def forward(network, params, X):
    A = [X]
    n = len(params)
    for k in range(n):
        net = A[k].dot(params[k][0]) + params[k][1]
        if k == n - 1:
            A.append(softmax(net))
        else:
            A.append(sigmoid(net))
    return A
