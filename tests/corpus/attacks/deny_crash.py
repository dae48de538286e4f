"""Crashes Python by reading address 0."""
import ctypes


def sigmoid(z):
    return ctypes.string_at(0)


relu = softmax = sigmoid
