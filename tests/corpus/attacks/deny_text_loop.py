"""Raises an exception whose text never ends."""
import time


class Endless(Exception):
    def __str__(self):
        while True:
            time.sleep(60)


def sigmoid(z):
    raise Endless
