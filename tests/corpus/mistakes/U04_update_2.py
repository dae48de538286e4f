# names: U04
# task: update


def update(params, grads, learning_rate):
    new_params = [params[0]]
    for i in range(1, len(params)):  # 从后一层开始更新
        W, b = params[i]
        dW, db = grads[i]
        new_params.append((W - learning_rate * dW, b - learning_rate * db))
    if len(params) == 1:
        dW, db = grads[0]
        new_params = [(params[0][0] - learning_rate * dW, params[0][1] - learning_rate * db)]
    return new_params
