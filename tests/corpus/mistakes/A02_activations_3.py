# names: A02
# task: activations

def activation_gradient(name, a):
    if name == 'sigmoid':
        d = a * (1 - a)
    elif name == 'tanh':
        d = 1 - a * a
    elif name == 'relu':
        if a > 0:
            d = 1
        else:
            d = 0
    else:
        raise ValueError('no such activation: ' + name)
    return d
