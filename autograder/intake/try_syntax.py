"""Parses texts and answers each with a byte: the program of a process that hostile text may crash or keep busy.

It is started by its path, and imports nothing of the kit.
"""

import ast
import resource
import struct
import sys
import warnings

MEMORY = 1 << 30


def main() -> None:
    """Read lengths and texts until there are no more; answer 1 where Python can parse the text, else 0."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    while length := sys.stdin.buffer.read(4):
        text = sys.stdin.buffer.read(*struct.unpack(">I", length)).decode()
        try:
            ast.parse(text)
            answer = b"1"
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            answer = b"0"
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
