"""The state of each task in the watch, the task that the student works on, and the next step."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .events import CheckResult, Definition
from .homework import Task
from .language import _
from .outcomes import Outcome


class State(StrEnum):
    """How far a task is."""

    DONE = _("done")
    DOUBTFUL = _("not right everywhere")
    FAILING = _("failing")
    BEGUN = _("begun")
    BLOCKED = _("blocked")
    TODO = _("to do")
    UNKNOWN = _("not reached")


SOFT = (Outcome.TODO, Outcome.BLOCKED)


@dataclass
class Row:
    """The state of one task.

    Parameters
    ----------
    task : Task
    state : State
    points, possible : float
    requires : tuple of str
        Names of the tasks that its checks build on.
    checks : tuple of CheckResult
        Empty until the task is judged.
    """

    task: Task
    state: State = State.UNKNOWN
    points: float = 0.0
    possible: float = 0.0
    requires: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


@dataclass
class Round:
    """The results of one run over the file.

    Parameters
    ----------
    rows : list of Row
        The tasks that are judged, in their order; empty until the file is loaded.
    broken : tuple of str
        Why the file could not be run, or what ended the run, as lines.
    shown : bool
        Whether the task that the student works on has been shown in full.
    """

    rows: list[Row] = field(default_factory=list)
    broken: tuple[str, ...] = ()
    shown: bool = False


def state(task: Task, checks: Sequence[CheckResult], definitions: Mapping[str, Definition]) -> State:
    """Return how far a judged task is."""
    open_outcomes = {check.outcome for check in checks if not check.outcome.earns_points}
    if all(name in definitions and definitions[name].stub for name in task.functions):
        return State.TODO
    if not open_outcomes:
        return State.DOUBTFUL if any(check.details for check in checks) else State.DONE
    if open_outcomes - {*SOFT}:
        return State.FAILING
    return State.BEGUN if Outcome.TODO in open_outcomes else State.BLOCKED


def first_open(row: Row) -> CheckResult | None:
    """Return the first check that failed, or passed with a remark, else one not written, else one that is blocked."""
    order = {Outcome.TODO: 1, Outcome.BLOCKED: 2}
    wrong = [check for check in row.checks if not check.outcome.earns_points or check.details]
    return min(wrong, key=lambda check: order.get(check.outcome, 0), default=None)


def current(rows: Sequence[Row], changed: Collection[str], before: str) -> Row | None:
    """Return the task that the student works on; None if all are done.

    Parameters
    ----------
    rows : sequence of Row
    changed : collection of str
        Functions that were changed since the last round.
    before : str
        The task of the last round.
    """
    saved = [row for row in rows if {*changed} & {*row.task.functions} and row.state != State.TODO]
    order = [
        *(row for row in saved if row.state != State.DONE),
        *saved,
        *(row for row in rows if row.task.name == before and row.state != State.DONE),
        *(row for row in rows if row.state not in (State.DONE, State.TODO)),
        *(row for row in rows if row.state != State.DONE),
    ]
    return order[0] if order else None


def is_current(row: Row, rows: Sequence[Row], changed: Collection[str], before: str) -> bool:
    """Return whether the student works on a task, whatever comes of the tasks after it; False if that is not certain.

    Parameters
    ----------
    row : Row
        Was judged just now.
    rows, changed, before
        As for :func:`current`.
    """
    saved = {*changed} & {name for other in rows for name in other.task.functions}
    if row.state in (State.DONE, State.TODO):
        return False
    return bool(saved & {*row.task.functions}) if saved else before in ("", row.task.name)


def next_step(rows: Sequence[Row], row: Row | None, definitions: Mapping[str, Definition]) -> str:
    """Return what to do in a task, or after it if it is done; empty if everything is done."""
    if row and (check := first_open(row)):
        return _repair(rows, row, check, definitions)
    for other in rows:
        if other.state != State.DONE and (check := first_open(other)):
            step = _repair(rows, other, check, definitions)
            return _("bonus: {step}", step=step) if other.task.bonus else step
    return ""


def _repair(rows: Sequence[Row], row: Row, check: CheckResult, definitions: Mapping[str, Definition]) -> str:
    """Return what to write or repair so that a check passes."""
    task = row.task
    earlier = [other for other in rows if other.task.name in row.requires and other.state != State.DONE]
    stubs = [name for name in task.functions if name in definitions and definitions[name].stub]
    if check.outcome == Outcome.TODO or row.state == State.TODO:
        return _("write {function}, then save", function=_place((stubs or task.functions)[0], definitions))
    if check.outcome == Outcome.BLOCKED and earlier:
        if earlier[0].state == State.TODO:
            return _("write {first} first, {task} builds on it", first=earlier[0].task.name, task=task.name)
        return _("repair {first} first, {task} builds on it", first=earlier[0].task.name, task=task.name)
    names = [name for name in task.functions if name in check.called] or [*task.functions]
    said = [name for line in check.details for name in names if re.search(rf"\b{name}\b", line)]
    return _("repair {function}, then save", function=_place((said or names)[0], definitions))


def _place(name: str, definitions: Mapping[str, Definition]) -> str:
    return _("{name} (line {line})", name=name, line=definitions[name].line) if name in definitions else name
