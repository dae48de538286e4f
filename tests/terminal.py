"""Runs a command on a terminal, and shows what is on its screen afterwards."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
from collections.abc import Sequence

from assignment.engine.homework import KIT

ROWS, COLUMNS = 24, 80
TOKENS = re.compile(r"\x1b\[[?\d;]*[A-Za-z]|[\r\n]|[^\x1b\r\n]+")


def on_a_terminal(command: Sequence[str], interrupt_at: str = "") -> str:
    """Return all that a command writes to a terminal; Ctrl-C is pressed when that text appears."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        command, cwd=KIT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
            if interrupt_at and interrupt_at in written.decode(errors="replace"):
                os.killpg(process.pid, signal.SIGINT)
                interrupt_at = ""
    os.close(ours)
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # nobody has it open any more
        return b""


def screen(written: str) -> list[str]:
    """Return the rows of a terminal that is high enough, after that was written to it."""
    rows, row, column = [""], 0, 0
    for token in TOKENS.findall(written):
        if token == "\r":
            column = 0
        elif token == "\n":
            row += 1
            rows += [""] * (row == len(rows))
        elif token == "\x1b[2K":
            rows[row] = ""
        elif token.endswith("A") and token[0] == "\x1b":
            row -= int(token[2:-1] or 1)
        elif token[0] != "\x1b":
            end = column + len(token)
            rows[row] = rows[row][:column].ljust(column) + token + rows[row][end:]
            column = end
    return [row.rstrip() for row in rows]
