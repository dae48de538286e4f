"""Ends quickly and then never leaves: an atexit function and a destructor wait for ever."""
import atexit
import time


class Sticky:
    def __del__(self):
        time.sleep(60)


atexit.register(time.sleep, 60)


def sigmoid(z):
    raise SystemExit(Sticky())
