# names: T12
# task: predict


def predict(network, params, X):
    probs = forward(network, params, X)[-1]
    labels = []
    for p in probs:
        if len(p) == 1:
            labels.append(1 if p[0] >= 0.5 else 0)
        else:
            max = max(p)
            labels.append(list(p).index(max))
    return np.array(labels)
