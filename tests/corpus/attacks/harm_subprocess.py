"""Leaves a process of its own session running."""
import subprocess

subprocess.Popen(["/bin/sh", "-c", "sleep 60; : @MARK@"], start_new_session=True)
