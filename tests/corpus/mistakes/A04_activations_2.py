# names: A04
# task: activations

def sigmoid(inx):
    inx = np.array(inx, dtype=float)
    fushu = (inx < 0).any()  # 有负数就换一个公式
    if fushu:
        result = np.exp(inx) / (np.exp(inx) + 1)
    else:
        result = 1 / (np.exp(-inx) + 1)
    return result
