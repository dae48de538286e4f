"""Measures in which part of grading the time goes, from outside: by when the judge opens the student's functions."""

import time
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any
from unittest.mock import patch

from assignment.engine.judge import Openers
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading import grade as grading
from autograder.grading.workers import Workers
from autograder.sandbox.client.forkserver import ForkServer

LOAD, OWN, LENT, NAMES = PHASES = ("load", "judge", "with lent", "names")


class Clock:
    """Adds up the seconds of each phase; it starts with loading.

    Attributes
    ----------
    seconds : dict of str to float
    """

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(PHASES, 0.0)
        self._phase, self._since = LOAD, time.perf_counter()

    def enter(self, phase: str) -> None:
        """Count the time from now on as that of a phase; all that follows the search for names belongs to it."""
        now = time.perf_counter()
        self.seconds[self._phase] += now - self._since
        self._since = now
        if self._phase != NAMES:
            self._phase = phase

    def entering(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, which now enters a phase when it is called."""

        def entered(*args: Any) -> Any:
            self.enter(phase)
            return function(*args)

        return entered

    def on(self, openers: Openers) -> Openers:
        """Return openers that tell this clock what they open."""
        ways = {way.name: getattr(openers, way.name) for way in fields(openers)}
        phases = {name: LENT if name == "lent" else OWN for name, way in ways.items() if callable(way)}
        return replace(openers, **{name: self.entering(phase, ways[name]) for name, phase in phases.items()})


def phases(server: ForkServer, source: str) -> dict[str, float]:
    """Return the seconds of each phase when a file is graded."""
    clock = Clock()
    openers: Any = Workers.openers
    told = property(lambda workers: clock.on(openers.fget(workers)))
    search = patch.object(grading, "diagnose", clock.entering(NAMES, grading.diagnose))
    with patch.object(Workers, "openers", told), search:
        grading.grade(server, "x", source, grading.checks_for(server.homework), PUBLIC_SALT)
    clock.enter(NAMES)
    return clock.seconds
