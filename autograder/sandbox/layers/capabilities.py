"""Drops capabilities and forbids dumps, so that root in a worker has no special rights."""

import struct
from pathlib import Path
from typing import Any

from assignment.engine.homework import Homework

from .kernel import checked, libc, prctl
from .layer import Ineffective, Layer

SET_DUMPABLE, CAPBSET_DROP, CAP_AMBIENT, AMBIENT_CLEAR_ALL = 4, 24, 47, 4
CAPABILITY_VERSION_3 = 0x20080522
LAST_CAPABILITY = 63


def drop(homework: Homework | None = None, home: Path | None = None) -> None:
    """Drop every capability, with and without user namespaces, in the fork server; its workers inherit this."""
    for capability in range(LAST_CAPABILITY + 1):
        if libc.prctl(CAPBSET_DROP, capability, 0, 0, 0) == -1:
            break  # not privileged, or past the last one
    libc.prctl(CAP_AMBIENT, AMBIENT_CLEAR_ALL, 0, 0, 0)
    header, no_capabilities = struct.pack("=Ii", CAPABILITY_VERSION_3, 0), bytes(24)
    checked(libc.capset(header, no_capabilities), "capset")


def enter(_: Any) -> None:
    """Close this process to its siblings: neither its memory nor its descriptors can be read."""
    prctl("dumpable", SET_DUMPABLE, 0)


def probe(homework: Homework) -> None:
    """Raise if a capability is left."""
    with Path("/proc/self/status").open() as stream:
        drop()
        held = dict(line.split(":\t", 1) for line in stream if ":\t" in line)
    if int(held["CapEff"], 16) or int(held["CapPrm"], 16):
        raise Ineffective("capabilities are left")


LAYER = Layer("capabilities", "root has no special rights", enter, probe, drop)
