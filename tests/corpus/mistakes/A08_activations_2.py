# names: A08
# task: activations

def softmax(scores):
    m, k = scores.shape
    out = np.zeros((m, k))
    zonghe = 0.0
    for i in range(m):
        biggest = max(scores[i])
        for j in range(k):
            out[i, j] = np.exp(scores[i, j] - biggest)
            zonghe += out[i, j]
    return out / zonghe
