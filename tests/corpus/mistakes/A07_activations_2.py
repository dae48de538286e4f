# names: A07
# task: activations

DAO_SHU = {
    "tanh": lambda y: 1 - np.power(y, 2),
    "sigmoid": lambda y: (1 + y) * (1 - y),
    "relu": lambda y: np.where(y > 0, 1, 0),
}


def activation_gradient(name, a):
    try:
        f = DAO_SHU[name]
    except KeyError:
        raise ValueError("没有这个激活函数: %s" % name)
    return f(np.asarray(a))
