"""Raises exceptions with megabytes of text."""


def sigmoid(z):
    raise ValueError("x" * 3_000_000)


relu = softmax = loss = predict = sigmoid
