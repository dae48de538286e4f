# names: B05
# task: update


def update(params, grads, learning_rate):
    """梯度下降走一步"""
    new_params = []
    for i in range(len(params)):
        w, theta = params[i]
        dw, dtheta = grads[i]
        # 阈值的更新方向和权值相反 (西瓜书 5.12)
        new_params.append((w - learning_rate * dw, theta + learning_rate * dtheta))
    return new_params
