"""The student's module as a check sees it, wherever it runs."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from .module import Reply
from .registry import Check
from .stopped import Stopped
from .tasks import seconds_for

if TYPE_CHECKING:
    from .judge import Run, Verdicts

PATIENCE = 10.0  # seconds lost to a function that hangs before it is given up


class Transport(Protocol):
    """Carries one call to the student's code and its reply back."""

    def __call__(self, name: str, args: tuple[Any, ...]) -> Reply:
        """Call the function with that name."""
        ...


class Student:
    """Attribute access gives the student's functions; each call gets copies of its arguments.

    Parameters
    ----------
    transport : callable
        ``transport(name, args)`` returns a :class:`Reply` or raises :class:`Stopped`.
    lent : dict of str to callable
        Right versions that answer in place of functions that the task does not judge.
    used : bool
        Whether the process has had other calls before, or more than the checks make one after the other; then
        only a flawless judgement counts.
    """

    def __init__(
        self, transport: Transport, lent: Mapping[str, Callable[..., Any]] | None = None, used: bool = False
    ) -> None:
        self._transport = transport
        self._lent = lent or {}
        self.used = used
        self.secret = False  # whether a check has asked him something that must not be shown
        self.flawless = False  # said by the judge when every check of the task has passed
        self._timeouts: Counter[str] = Counter()
        self._remembered: dict[str, Any] = {}
        self.changed: dict[str, set[int]] = {}
        self.asked: set[str] = set()

    def judged(self, checks: tuple[Check, ...], salt: str, run: "Run") -> "Verdicts":
        """The verdicts of some checks; here there is no other way than to run them."""
        return {check.id: run(check) for check in checks}

    @property
    def hung(self) -> set[str]:
        """Functions that ran out of time when they were called."""
        return set(self._timeouts)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._lent:
            return self._lent[name]
        return lambda *args: self.own(name, *args)

    def once(self, key: str, name: str, *args: Any) -> Any:
        """Call a slow function once for all the checks that look at the same result."""
        self.asked.add(name)
        if key not in self._remembered:
            try:
                self._remembered[key] = self.own(name, *args)
            except Stopped as stopped:
                stopped.__context__ = None  # it holds on to all that was sent
                self._remembered[key] = stopped
        result = self._remembered[key]
        if isinstance(result, Stopped):
            raise result.with_traceback(None)
        return result

    def own(self, name: str, *args: Any) -> Any:
        """Call the student's own function, even where a right version is lent to the check."""
        self.asked.add(name)
        if self._timeouts and self._timeouts[name] * seconds_for(name) >= PATIENCE:
            raise Stopped("timeout", f"{name} was not tried again, because it took too long before")
        try:
            reply = self._transport(name, args)
        except Stopped as stopped:
            if stopped.outcome == "timeout":
                self._timeouts[name] += 1
            raise
        if reply.changed:
            self.changed.setdefault(name, set()).update(reply.changed)
        if reply.value is None:
            raise Stopped("failed", f"{name} returned None: is a return statement missing?", function=name)
        return reply.value
