"""Loops, and when it is asked where, answers with a byte now and then for ever."""
import os
import signal
import time


def drip(*_):
    while True:
        os.write(5, b".")
        time.sleep(0.01)


def sigmoid(z):
    signal.signal(signal.SIGUSR1, drip)
    while True:
        time.sleep(1)
