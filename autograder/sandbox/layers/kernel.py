"""Calls system functions that Python does not wrap, with ctypes."""

import ctypes
import os
from typing import Any

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
NO_NEW_PRIVS = 38


def checked(result: int, what: str) -> int:
    """Return the result of a C call; raise OSError with its errno if it failed."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(what: str, number: int, *args: Any) -> int:
    """Make a raw system call."""
    return checked(libc.syscall(number, *args), what)


def prctl(what: str, option: int, *args: int) -> int:
    """Call ``prctl(2)`` with unsigned long arguments; missing ones are zero."""
    values = [ctypes.c_ulong(value) for value in (*args, 0, 0, 0, 0)[:4]]
    return checked(libc.prctl(ctypes.c_int(option), *values), what)
