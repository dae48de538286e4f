# names: A15
# task: activations

def softmax(z):
    rows = []
    for r in np.asarray(z, dtype=float):
        r = r - r.max()
        fenmu = 0.0
        for v in r:
            fenmu = fenmu + np.exp(v)
        rows.append([v / fenmu for v in r])
    return np.array(rows)
