"""Compares a class with that of an earlier run in the same folder, so that no grades are replaced by mistake."""

from collections.abc import Collection, Sequence
from pathlib import Path

from assignment.engine.language import _, listed

from .journal import Journal, OtherSettings

FEW = 10  # per cent of a class may be gone, or one submission: somebody left the course
SHOWN = 3


def gone(journal: Journal, names: Collection[str], in_table: Sequence[str] = ()) -> list[str]:
    """Return the submissions of the earlier run that are no longer in the class.

    Parameters
    ----------
    journal : Journal
    names : collection of str
        The submissions of the class.
    in_table : sequence of str, optional
        Those in the gradebook, which count if the journal is empty: ``merge`` writes a gradebook alone.

    Raises
    ------
    OtherSettings
        If there are so many of them that it is another class.
    """
    before = [*journal.submissions()] or in_table
    missing = {name for name in before if name not in names}
    if missing:  # who had handed in nothing may have another name now
        missing -= {result.submission for result in journal.results() if not result.handed_in}
    left = sorted(missing)
    if len(before) > 1 and (2 * len(left) >= len(before) or len(left) > max(1, FEW * len(before) // 100)):
        raise OtherSettings(_refusal(journal.path.parent, len(before), left))
    return left


def _refusal(out: Path, number: int, left: Sequence[str]) -> str:
    more = _(" and {number} more", number=len(left) - SHOWN) if len(left) > SHOWN else ""
    return _(
        "{out} holds the results of {number} submissions; {names}{more} are not in this class: choose another --out, "
        "grade one of them again with --only NAME, or replace all with --fresh",
        out=out,
        number=number,
        names=listed(left[:SHOWN]),
        more=more,
    )
