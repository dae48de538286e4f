"""Answers one byte at a time, for ever, so that every single read is in time."""
import os
import time

while True:
    try:
        os.write(4, b"\0")
    except OSError:
        pass
    time.sleep(0.1)
