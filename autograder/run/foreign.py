"""Reads the journal of another run, for ``merge``: each row must be one that this kit can have written."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assignment.engine.homework import Homework

from ..grading.grade import checks_for
from ..grading.result import Rescue, Result
from ..intake.names import is_safe
from ..mistakes import CREDIT, EXPLAINED
from ..rescue import OFF
from . import fingerprint, record
from .plain_tables import PlainTables, Refused

COMMON = ("credit", "homework", "rescue", "salt", "task")
FORMS = {
    "salt": r"[0-9a-f]{64}",
    "shard": r"[1-9]\d{0,5}/[1-9]\d{0,5}",
    "class": r"\d{1,6} [0-9a-f]{64}",
    "credit": "|".join(CREDIT),
    "rescue": rf"{OFF}|[1-9]?\d|100",
}
COLUMNS = (str, int, str, int, str)
ELSEWHERE = "was graded by another version of the kit, of Python or of a package, or was changed afterwards"


class ForeignJournal:
    """The journal of a part of a class.

    Parameters
    ----------
    folder, private : Path
        As for PlainTables.
    homework : Homework
        With its solutions.

    Attributes
    ----------
    folder : Path
    common : dict of str to str
        The settings that all parts share.
    shard : tuple of int
        Number of the part, and number of parts.
    in_class : str
        As from ``journal.of_class``.
    size : int
        Number of submissions in the whole class.

    Raises
    ------
    Refused
        If it cannot be the journal of a run of this kit.
    """

    def __init__(self, folder: Path, homework: Homework, private: Path) -> None:
        self.folder, self._homework = folder, homework
        self._tables = PlainTables(folder, private, record.MOST)
        settings = self._settings()
        self.common = {name: settings[name] for name in COMMON}
        part, parts = map(int, settings["shard"].split("/"))
        self.shard, self.in_class = (part, parts), settings["class"]
        self.size = int(self.in_class.split()[0])
        tasks = {"all": None, **{task.name: task.name for task in homework.tasks}}
        if self.common["homework"] != homework.title or self.common["task"] not in tasks:
            raise Refused(folder, "it was graded for another homework", "give that --homework")
        self._checks = {check.id for check in checks_for(homework, tasks[self.common["task"]])}
        self._runs = {isolated: fingerprint.of_run(homework, self.common, isolated) for isolated in (True, False)}

    def results(self) -> Iterator[tuple[int, Result]]:
        """Yield positions and results; raise Refused at the first that this kit cannot have written."""
        for row in self._tables.rows("SELECT submission, position, key, times, result FROM results"):
            yield self._checked(*row)

    def _checked(self, name: Any, position: Any, key: Any, times: Any, text: Any) -> tuple[int, Result]:
        if tuple(map(type, (name, position, key, times, text))) != COLUMNS:
            raise Refused(self.folder, "a row holds values of other types than a journal's")
        if not is_safe(name):
            raise Refused(self.folder, f"{name[:60]} is not a name that the kit gives")
        part, parts = self.shard
        if not 0 <= position < self.size or position % parts != part - 1:
            problem = f"the result of {name} has place {position}, which is not in shard {part}/{parts} of this class"
            raise Refused(self.folder, problem)
        try:
            result = record.load(self._homework, text)
        except record.Unreadable:
            raise Refused(self.folder, f"the result of {name} cannot be read") from None
        whole = not result.verdicts if result.problem else result.verdicts.keys() == self._checks
        paid = self.common["credit"] == EXPLAINED or not result.credits
        if result.submission != name or not whole or not paid or not self._costs_right(result.rescue):
            raise Refused(self.folder, f"the result of {name} is somebody else's, or not that of all checks")
        again = result.faulty or result.why is not None  # such a result is kept without a key
        if not re.fullmatch(rf"{self._runs[result.isolated]}[0-9a-f]{{64}}", key) and not (again and not key):
            raise Refused(self.folder, f"the result of {name} {ELSEWHERE}")
        return position, result

    def _costs_right(self, rescue: Rescue | None) -> bool:
        """Whether a rescue costs what the settings say."""
        cost = self.common["rescue"]
        if rescue is None or (cost == OFF and any(repair.kind.costs for repair in rescue.repairs)):
            return rescue is None
        return rescue == Rescue.of(rescue.repairs, 0 if cost == OFF else int(cost))

    def _settings(self) -> dict[str, str]:
        rows = dict(self._tables.rows("SELECT name, value FROM settings LIMIT 20"))
        known = rows.keys() == {*COMMON, "shard", "class"} and all(type(value) is str for value in rows.values())
        if not known or not all(re.fullmatch(form, rows[name], re.ASCII) for name, form in FORMS.items()):
            raise Refused(self.folder, "it does not say what part of which class it is")
        return rows
