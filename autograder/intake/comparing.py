"""Compares the hand-ins of a class with its roster."""

from collections import Counter
from collections.abc import Iterable

from assignment.engine.language import _

from .attempts import NOTHING, HandIn, Row, no_file
from .roster import Entry, Roster, known_as

SHOWN = 20


def compared(rows: Iterable[Row], roster: Roster) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows with what the roster says of their students, and rows for those who handed in nothing.

    Parameters
    ----------
    rows : iterable of Row
    roster : Roster

    Returns
    -------
    rows : list of Row
    remarks : tuple of str
        Who handed in nothing, and what belongs to nobody in the roster.
    """
    matched: list[tuple[Row, Entry | None]] = []
    for row in rows:
        entries = roster.of(row.student, row.label)
        if len(entries) > 1:  # a group
            matched += [(row._replace(label=entry.student.label), entry) for entry in entries]
        else:
            matched.append((row, entries[0] if entries else None))
    times = Counter(id(entry) for _row, entry in matched if entry)
    known = [_known(row, entry, times[id(entry)]) for row, entry in matched]
    absent = [entry.student for entry in roster.entries if id(entry) not in times]
    nothing = [Row(student.label, student, HandIn((no_file(student, "", NOTHING),))) for student in absent]
    strangers = [row.label for row, entry in matched if not entry]
    remarks = []
    if absent:
        remarks.append(_("nothing handed in: {names}", names=_listed([student.label for student in absent])))
    if strangers:
        remarks.append(_("not in the roster: {names}", names=_listed(strangers)))
    return [*known, *nothing], tuple(remarks)


def _known(row: Row, entry: Entry | None, times: int) -> Row:
    if not entry:
        return row._replace(notes=(_("not in the roster"),))
    several = (_("one of {number} hand-ins of this student", number=times),) if times > 1 else ()
    return row._replace(student=known_as(entry.student, row.student), notes=several)


def _listed(names: list[str]) -> str:
    more = _(" and {number} more", number=len(names) - SHOWN) if len(names) > SHOWN else ""
    return _("{names}{more}", names=", ".join(names[:SHOWN]), more=more)
