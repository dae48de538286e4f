# names: B02
# task: backward

def dloss(network, P, Y):
    """Derivative of the loss by the net input of the output layer."""
    d = (P - Y) / len(Y)
    if network.objective == "cross_entropy" or network.output == "identity":
        return d
    if network.output == "sigmoid":
        return d * P * (1 - P)
    J = np.einsum("ij,jk->ijk", P, np.eye(P.shape[1])) - np.einsum("ij,ik->ijk", P, P)
    return np.einsum("ijk,ik->ij", J, d)


def backward(network, params, activations, Y):
    delta = dloss(network, activations[-1], Y)
    out = []
    for (W, b), A in zip(params[::-1], activations[-2::-1]):
        per_sample = np.einsum("ni,nj->nij", A, delta)
        out.append((per_sample.mean(axis=0) + network.l2 * W, delta.mean(axis=0)))
        if len(out) < len(params):
            delta = np.einsum("nj,ij->ni", delta, W) * activation_gradient(network.hidden, A)
    return out[::-1]
