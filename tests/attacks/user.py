"""Changes the user of this process."""

import ctypes
import os
import sys
from pathlib import Path

from assignment.engine.homework import KIT
from autograder.sandbox.layers.kernel import checked, libc

NEW_MOUNT, BIND, PRIVATE = 0x00020000, 4096, (1 << 18) | 16384


def become(uid: int) -> None:
    """Change the user for ever; if Python is in a private folder, open a way to it for this process only."""
    needed = [Path(path).resolve() for path in (sys.base_prefix, sys.prefix, KIT)]
    blocked = {next((p for p in path.parents[::-1] if not p.stat().st_mode & 1), None) for path in needed} - {None}
    if blocked:
        checked(libc.unshare(NEW_MOUNT), "a mount namespace, to show Python to another user")
        checked(libc.mount(None, b"/", None, ctypes.c_ulong(PRIVATE), None), "private mounts")
    for folder in blocked:
        places = {path: os.open(path, os.O_PATH) for path in needed if folder in path.parents}
        checked(libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"mode=755"), "tmpfs")
        for path, descriptor in places.items():
            path.mkdir(parents=True)
            checked(libc.mount(b"/proc/self/fd/%d" % descriptor, bytes(path), None, BIND, None), "bind mount")
            os.close(descriptor)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
