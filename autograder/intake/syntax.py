"""Reads the syntax tree of a student's file, without running it.

Python's parser is not made for hostile text. A process of its own tries every text first; what ends that process, or
takes it too long, is not parsed here.
"""

import ast
import select
import struct
import subprocess
import sys
import warnings
from pathlib import Path
from types import TracebackType

from assignment.engine.language import in_languages

PROGRAM = Path(__file__).with_name("try_syntax.py")
SECONDS = 10.0
DEEPEST = 200  # levels of the tree; a file written by a person has 20


CRASHES = {
    "en": "Python's parser crashes on it or takes too long",
    "zh": "Python 的解析器在它上面崩溃，或者用时过长",
}
INVALID = {"en": "it is not valid Python, see line {}", "zh": "它不是合法的 Python，见第 {} 行"}
UNREADABLE = {"en": "Python cannot parse it", "zh": "Python 无法解析它"}
DEEP = {"en": "its expressions are nested too deeply", "zh": "它的表达式嵌套太深"}


class NoTree(Exception):
    """There is no syntax tree; the sentence says why."""


class Parser:
    """Parses texts of students; use it in a ``with`` block."""

    def __enter__(self) -> "Parser":
        self._process: subprocess.Popen[bytes] | None = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def parse(self, text: str) -> ast.Module:
        """Return the syntax tree; raise NoTree if there is none."""
        answer = self._tried(text)
        if not answer:
            raise NoTree(in_languages(CRASHES))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text)
        except SyntaxError as error:
            line = error.lineno or 1
            raise NoTree(in_languages({name: text.format(line) for name, text in INVALID.items()})) from None
        except (ValueError, RecursionError, MemoryError):
            raise NoTree(in_languages(UNREADABLE)) from None
        if _too_deep(tree):
            raise NoTree(in_languages(DEEP))
        return tree

    def _tried(self, text: str) -> bytes:
        """Return what the other process answers; nothing if it ended or took too long, and is to be started anew."""
        process = self._process or subprocess.Popen(
            [sys.executable, "-I", "-S", str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._process = process
        assert process.stdin and process.stdout
        data = text.encode(errors="replace")
        answer = b""
        try:
            process.stdin.write(struct.pack(">I", len(data)) + data)
            process.stdin.flush()
            if select.select([process.stdout], [], [], SECONDS)[0]:
                answer = process.stdout.read(1)
        except BrokenPipeError:
            pass
        if not answer:
            self._end()
        return answer

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _too_deep(tree: ast.AST) -> bool:
    level = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return False
    return True
