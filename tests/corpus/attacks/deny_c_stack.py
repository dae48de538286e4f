"""Crashes Python in C code, by an iterator that calls itself a hundred thousand times."""


def sigmoid(z):
    chain = iter([1.0])
    for _ in range(100_000):
        chain = map(float, chain)
    return next(chain)
