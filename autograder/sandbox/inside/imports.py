"""Finds imports of packages that are not allowed in a compiled file, before anything of it is executed.

What counts is an import that is executed, and that one is refused; here the ones are found that never were.
"""

import dis
from collections import deque
from collections.abc import Iterator
from types import CodeType

from assignment.engine.homework import Homework
from assignment.engine.module import allowed_modules

MOST, CHARACTERS = 5, 60
IMPORT = dis.opmap["IMPORT_NAME"]


def foreign(homework: Homework, code: CodeType) -> list[tuple[int, str]]:
    """Return line and name of the first packages that a file imports and may not; no name for a relative import."""
    allowed = allowed_modules(homework)
    found: dict[str, int] = {}
    for line, name in sorted(_imports(code)):
        if name not in allowed:
            found.setdefault(name, line)
    return [(line, name[:CHARACTERS]) for name, line in found.items()][:MOST]


def _imports(code: CodeType) -> Iterator[tuple[int, str]]:
    """Yield the imports in a file's code, in its functions and classes, too."""
    waiting = [code]
    while waiting:
        code = waiting.pop()
        waiting += [constant for constant in code.co_consts if isinstance(constant, CodeType)]
        if IMPORT not in code.co_code[::2]:
            continue
        before: deque[dis.Instruction] = deque(maxlen=2)  # they load how many folders to go up, and the names
        for instruction in dis.get_instructions(code):
            if instruction.opcode == IMPORT:
                line = instruction.positions.lineno if instruction.positions else None
                yield line or 1, "" if before[0].argval else instruction.argval.partition(".")[0]
            if instruction.opcode != dis.EXTENDED_ARG:
                before.append(instruction)
