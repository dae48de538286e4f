"""Blocks and ignores every signal that can be, then never ends."""
import faulthandler
import signal
import time

faulthandler.disable()
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
while True:
    time.sleep(60)
