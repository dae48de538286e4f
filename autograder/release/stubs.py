"""Makes the students' file: the reference without its marked regions."""

import re

BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"
SUSPECT = re.compile(r"(begin|end)[\W_]*solution|solution[\W_]*(begin|end)", re.IGNORECASE)
DEFINITION = re.compile(r"^(?:def|class) (\w+)")


class MarkerError(ValueError):
    """A marker is wrong, stray or unclosed; the sentence names the line."""


def stub(source: str) -> str:
    """Replace each region between the markers by ``raise NotImplementedError``.

    Parameters
    ----------
    source : str
        The reference.

    Raises
    ------
    MarkerError
        For a misspelt, stray, nested or unclosed marker, a region outside a function, or a
        function with two regions.
    """
    kept: list[str] = []
    function, opened, indent = "", 0, ""
    stubbed: set[str] = set()
    for number, line in enumerate(source.splitlines(), 1):
        text = line.strip()
        definition = DEFINITION.match(line)
        if definition and opened:
            raise MarkerError(f"line {number}: {definition[1]} begins inside the region of line {opened}")
        function = definition[1] if definition else function
        if text not in (BEGIN, END):
            if SUSPECT.search(text):
                raise MarkerError(f"line {number}: {text!r} is neither {BEGIN!r} nor {END!r}")
            if not opened:
                kept.append(line)
        elif text == BEGIN:
            indent = line[: len(line) - len(line.lstrip())]
            if opened or not indent or not function:
                raise MarkerError(f"line {number}: {BEGIN} inside another region or outside a function")
            if function in stubbed:
                raise MarkerError(f"line {number}: {function} has a second region")
            stubbed.add(function)
            opened = number
            kept.append(f'{indent}raise NotImplementedError("{function} is not written yet")')
        else:
            if not opened or not line.startswith(f"{indent}{END}"):
                raise MarkerError(f"line {number}: {END} without a {BEGIN} at the same indentation")
            opened = 0
    if opened:
        raise MarkerError(f"line {opened}: {BEGIN} is never closed")
    return "\n".join(kept) + "\n"
