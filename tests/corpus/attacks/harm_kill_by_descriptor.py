"""Kills another process without kill(): by a process descriptor."""
import os
import signal

signal.pidfd_send_signal(os.pidfd_open(@VICTIM@), signal.SIGKILL)
