"""Kills another process of the same user."""
import os
import signal

os.kill(@VICTIM@, signal.SIGKILL)
