"""Puts NUL and other control characters into the results."""


def sigmoid(z):
    raise ValueError("\0\x01\x08@MARK@")


relu = softmax = sigmoid
