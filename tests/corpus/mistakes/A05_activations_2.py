# names: A05
# task: activations

def _dsigmoid(x):
    # sigmoid 的导数
    return np.exp(-x) / (1 + np.exp(-x)) ** 2


def activation_gradient(name, a):
    table = {
        "sigmoid": _dsigmoid,
        "tanh": lambda v: (1 - v) * (1 + v),
        "relu": lambda v: np.heaviside(v, 0.0),
    }
    if name not in table:
        raise ValueError(name)
    return table[name](np.asarray(a, dtype=float))
