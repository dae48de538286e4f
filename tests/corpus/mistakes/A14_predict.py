# names: A14
# task: predict


def predict(network, params, X):
    X[X > 500] = 500  # 防止溢出
    X[X < -500] = -500
    out = forward(network, params, X)[-1]
    if out.shape[1] == 1:
        return (out[:, 0] >= 0.5).astype(int)
    return out.argmax(axis=1)
