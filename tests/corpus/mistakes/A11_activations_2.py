# names: A11
# task: activations

def softmax(Z):
    probs = []
    for z in Z:
        e = [np.exp(v) for v in z]
        probs.append([v / sum(e) for v in e])
    return np.array(probs)
