"""Checks that the parts of a class belong together, before anything is merged."""

from collections.abc import Sequence
from pathlib import Path

from ..intake.names import fold
from .foreign import ForeignJournal
from .journal import of_class
from .plain_tables import Refused


def missing(parts: Sequence[ForeignJournal]) -> int:
    """Return how many submissions of the class are in none of the parts.

    Raises
    ------
    Refused
        Unless the parts are different ones of the same class, graded with the same settings, and each result stands in
        a place of its own.
    """
    for number, part in enumerate(parts):
        _together(part, parts[:number])
    names: dict[int, str] = {}
    owners: dict[int | str, Path] = {}  # the folders, by place and by name
    for part in parts:
        for position, result in part.results():
            names[position] = result.submission
            for claim, said in ((position, f"place {position}"), (fold(result.submission), result.submission)):
                if claim in owners:
                    problem = f"a second result for {said}; the first is in {owners[claim]}"
                    raise Refused(part.folder, problem, "leave one of them out, or grade both parts again")
                owners[claim] = part.folder
    if len(names) == parts[0].size and of_class([names[place] for place in sorted(names)]) != parts[0].in_class:
        raise Refused(parts[0].folder, "the names in the parts are not those of its class", "grade all parts again")
    return parts[0].size - len(names)


def _together(part: ForeignJournal, earlier: Sequence[ForeignJournal]) -> None:
    """Raise Refused unless a part fits those before it."""
    for other in earlier:
        differ = [f"another {name}" for name, value in part.common.items() if other.common[name] != value]
        if differ:
            problem = f"it was graded with {' and '.join(differ)} than {other.folder}"
            raise Refused(part.folder, problem, "grade all parts with the same settings")
        if (part.in_class, part.shard[1]) != (other.in_class, other.shard[1]):
            problem = f"it is a part of another class than {other.folder}, or one of another number of parts"
            raise Refused(part.folder, problem, "grade all parts of the same folder, with the same N in --shard I/N")
        if part.shard == other.shard:
            problem = f"{other.folder} is shard {part.shard[0]}/{part.shard[1]} as well"
            raise Refused(part.folder, problem, "give each part once")
