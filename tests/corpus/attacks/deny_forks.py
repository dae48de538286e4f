"""Starts processes that start processes (a few; a real bomb would not stop)."""
import os
import time

for _ in range(4):
    if os.fork() == 0:
        os.setsid()
        time.sleep(20)
        os._exit(0)
print("@MARK@")
