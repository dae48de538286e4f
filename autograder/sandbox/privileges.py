"""Capabilities and dumpability: being root inside a worker is worth nothing."""

import struct

from .kernel import checked, libc, prctl

SET_DUMPABLE, CAPBSET_DROP, CAP_AMBIENT, AMBIENT_CLEAR_ALL = 4, 24, 47, 4
CAPABILITY_VERSION_3 = 0x20080522
LAST_CAPABILITY = 63


def drop() -> None:
    """Drop every capability, with and without user namespaces."""
    for capability in range(LAST_CAPABILITY + 1):
        if libc.prctl(CAPBSET_DROP, capability, 0, 0, 0) == -1:
            break  # not privileged, or past the last one
    libc.prctl(CAP_AMBIENT, AMBIENT_CLEAR_ALL, 0, 0, 0)
    header, nothing = struct.pack("=Ii", CAPABILITY_VERSION_3, 0), bytes(24)
    checked(libc.capset(header, nothing), "capset")


def close() -> None:
    """Close this process to its siblings: neither its memory nor its descriptors can be read."""
    prctl("dumpable", SET_DUMPABLE, 0)
