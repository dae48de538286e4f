# names: E12
# task: predict


def predict(network, params, X):
    prob = forward(network, params, X)[-1]
    if prob.shape[1] == 1:
        label = (prob[:, 0] >= 0.5).astype(int)
    else:
        label = np.argmax(prob, axis=1)
    print("yuce jieguo:", label)
