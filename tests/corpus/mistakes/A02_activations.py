# names: A02
# task: activations

import math


def sigmoid(z):
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    else:
        t = math.exp(z)
        return t / (1.0 + t)
