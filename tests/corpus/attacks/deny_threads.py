"""Starts thousands of threads with tiny stacks."""
import threading
import time

threading.stack_size(32 * 1024)
started = 0
try:
    while started < 3000:
        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
        started += 1
except RuntimeError:
    pass
if started >= 3000:
    print("@MARK@")
