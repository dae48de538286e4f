"""Leaves files wherever it may write: home, working and temporary folders, shared memory."""
import os
import tempfile

for folder in (".", os.path.expanduser("~"), tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", "@SCENE@"):
    try:
        open(f"{folder}/@MARK@", "w").close()
    except OSError:
        pass
