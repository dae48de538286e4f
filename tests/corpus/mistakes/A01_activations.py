# names: A01
# task: activations

def sigmoid(z):
    # S 型函数
    z = np.array(z, dtype=float)
    z = np.clip(z, -700, 700)  # 防止溢出
    return 1 / (1 + np.exp(z))
