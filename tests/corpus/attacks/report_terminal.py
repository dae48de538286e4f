"""Clears the instructor's screen by an exception's text."""


def sigmoid(z):
    raise ValueError("\x1b[2J\x1b]0;@MARK@\x07")


raise ValueError("\x1b[2J@MARK@\x9b31m")
