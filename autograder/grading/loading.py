"""Loads a file; one that cannot be loaded as it stands is repaired as far as that takes."""

from assignment.engine.outcomes import Outcome, Reason, Stopped

from ..rescue.functions import defines_any
from ..rescue.repair import Failure, Repair, Trouble, together
from .workers import Workers

ROUNDS, SLOW_ROUNDS, SINGLE_ROUNDS = 20, 1, 12  # repairs, those after a timeout, those of a single statement
TROUBLES = {
    Reason.SYNTAX: Trouble.SYNTAX,
    Reason.RAISED: Trouble.RAISED,
    Reason.NOT_WRITTEN: Trouble.RAISED,
    Reason.TOO_LONG: Trouble.SLOW,
}


def load(workers: Workers, notebook: bool, rescue: bool) -> tuple[Repair, ...]:
    """Have the file executed, and return what was repaired for that.

    Parameters
    ----------
    workers : Workers
    notebook : bool
        Whether the file is the code of a notebook.
    rescue : bool
        Whether a file is repaired, if there is anything of the homework in it.

    Raises
    ------
    Stopped
        If it cannot be loaded; the reason is that of the first try.
    """
    repairs = workers.repair(Failure(Trouble.NOTEBOOK)) if notebook else ()
    rescue = rescue and defines_any(workers.source, workers.homework.functions)
    first: Stopped | None = None
    slow = 0
    for number in range(ROUNDS + 1):
        try:
            workers.load()
            return together(repairs)
        except Stopped as stopped:
            first = first or stopped
            slow += stopped.outcome == Outcome.TIMEOUT
            failure = _failure(stopped, notebook, number)
            more = workers.repair(failure) if rescue and failure and slow <= SLOW_ROUNDS else ()
            if not more:
                raise first from None
            repairs += more
    assert first
    raise first


def _failure(stopped: Stopped, notebook: bool, number: int) -> Failure | None:
    """Return what is known about why a file could not be loaded, for the repair; None if none is possible."""
    trouble = TROUBLES.get(stopped.why.reason)
    if trouble is None:
        return None
    if trouble == Trouble.RAISED and number >= SINGLE_ROUNDS:
        trouble = Trouble.MANY
    kinds = ("NotImplementedError",) if stopped.why.reason == Reason.NOT_WRITTEN else stopped.why.kinds
    return Failure(trouble, stopped.statement or 0, kinds, notebook)
