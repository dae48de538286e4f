"""Returns a different odd value on each call: ranks, types, keys and shapes that no check expects."""
import itertools

import numpy as np


class Fickle(float):
    def __repr__(self):
        raise ZeroDivisionError

    __str__ = __format__ = lambda self, *spec: repr(self)


ODD = itertools.cycle([
    Fickle(2), np.zeros(()), np.zeros((0, 0)), np.zeros((1, 1, 1, 1, 1, 1)), np.array(["a"]), "text", "", b"x", True, -0.0,
    float("inf"), {}, {1: 2, None: [3]}, {"a": {"b": {"c": 1}}}, [], [[]], [[1], [2, 3]], [None], (1, "a"), ((),) * 3,
    [np.zeros(3), np.zeros((2, 2))], [np.zeros(0), None], np.array([[1, None]], object), 1j, 2**63, -(2**70), 1e308,
    np.array([1e308, -1e308]), np.array([2**63], np.uint64), np.array([np.inf, np.nan]), [(1, 2, 3)] * 2,
    [([], [])] * 2, [("W", "b")] * 2, [({}, {})] * 2, [(np.zeros((2, 0)), np.zeros(0))] * 2, range(3),
    10**9000, (10**400, [10**400]), [(10**400, [10**400])] * 2, [(10**30, 10**30)] * 5,
])


def odd(*args):
    return next(ODD)


sigmoid = relu = softmax = activation_gradient = loss = predict = forward = backward = odd
update = standardize = k_fold = xor_params = train = cross_validate = odd
