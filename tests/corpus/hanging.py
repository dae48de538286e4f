"""Submissions that never end: the reference with a line at the beginning of some functions."""

from collections.abc import Iterable

LOOP = "    while True:\n        pass\n"
SLEEP = "    __import__('time').sleep(10**6)\n"
BEGIN = "    # BEGIN SOLUTION\n"


def hanging(source: str, functions: Iterable[str], line: str = LOOP) -> str:
    """Return the reference with a line before the work of each of these functions."""
    for name in functions:
        before, definition, rest = source.partition(f"\ndef {name}(")
        head, begin, body = rest.partition(BEGIN)
        if not begin or "\ndef " in head:
            raise ValueError(f"{name} is no function that students write")
        source = before + definition + head + line + begin + body
    return source


def hanging_files(source: str, every: Iterable[str]) -> dict[str, str]:
    """Return a submission for each way to hang; ``every`` names all functions that students write."""
    return {
        "hangs_in_train": hanging(source, ["train"]),
        "hangs_in_cross_validate": hanging(source, ["cross_validate"]),
        "hangs_in_compare": hanging(source, ["compare"]),
        "hangs_in_every_function": hanging(source, every),
        "sleeps_in_train": hanging(source, ["train"], SLEEP),
    }
