"""What the judging process reports to the watch: one line of JSON an event."""

import json
from dataclasses import asdict, dataclass

from .outcomes import Outcome


@dataclass(frozen=True)
class Definition:
    """A name that is defined at the top of the student's file.

    Parameters
    ----------
    line : int
    checksum : int
        Of its text: it changes when the definition changes.
    stub : bool
        Whether nothing is written there yet.
    """

    line: int
    checksum: int
    stub: bool


@dataclass(frozen=True)
class CheckResult:
    """The result of one check.

    Parameters
    ----------
    id, title : str
    outcome : Outcome
    details : tuple of str
        The lines to show.
    called : tuple of str
        The student's functions that the check called.
    more : tuple of str
        The second level of the hint.
    """

    id: str
    title: str
    outcome: Outcome
    details: tuple[str, ...]
    called: tuple[str, ...]
    more: tuple[str, ...]


@dataclass(frozen=True)
class Loaded:
    """The file could be executed; these tasks will be judged."""

    definitions: dict[str, Definition]
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Broken:
    """The file could not be executed: why, the line that caused it, and a hint."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class TaskResult:
    """A task was judged.

    Parameters
    ----------
    task : str
    points, possible : float
    requires : tuple of str
        Names of the tasks that its checks build on.
    checks : tuple of CheckResult
    """

    task: str
    points: float
    possible: float
    requires: tuple[str, ...]
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True)
class Finished:
    """Every task was judged."""


Event = Loaded | Broken | TaskResult | Finished


def encode(event: Event) -> str:
    """Return an event as one line."""
    return json.dumps({type(event).__name__: asdict(event)}) + "\n"


def decode(line: str) -> Event:
    """Return the event in a line; raise ValueError if the line holds none."""
    try:
        ((kind, fields),) = json.loads(line).items()
        match kind:
            case "Loaded":
                definitions = {name: Definition(**found) for name, found in fields["definitions"].items()}
                return Loaded(definitions, tuple(fields["tasks"]))
            case "Broken":
                return Broken(tuple(fields["lines"]))
            case "TaskResult":
                checks = tuple(_check_result(**check) for check in fields.pop("checks"))
                return TaskResult(**{**fields, "requires": tuple(fields["requires"])}, checks=checks)
            case "Finished":
                return Finished()
    except (AttributeError, TypeError, KeyError) as error:
        raise ValueError("not an event") from error
    raise ValueError("not an event")


def _check_result(
    id: str, title: str, outcome: str, details: list[str], called: list[str], more: list[str]
) -> CheckResult:
    return CheckResult(id, title, Outcome(outcome), tuple(details), tuple(called), tuple(more))
