"""Raises and prints lone surrogates, which no strict encoder takes."""


def sigmoid(z):
    raise ValueError("\ud800@MARK@\udfff")


relu = softmax = loss = sigmoid
