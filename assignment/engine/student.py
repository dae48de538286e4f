"""The student's functions as a check sees them, in any process."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from .module import Reply
from .outcomes import Outcome, Reason, Stopped, Why


class Transport(Protocol):
    """Carries one call to the student's code and its reply back."""

    def __call__(self, name: str, args: tuple[Any, ...]) -> Reply:
        """Call the function with that name; raise Stopped if it returns no value."""
        ...


class Student:
    """Attribute access gives the student's functions; each call gets copies of its arguments.

    Parameters
    ----------
    transport : callable
        ``transport(name, args)`` returns a :class:`Reply` or raises :class:`Stopped`.
    right : dict of str to callable
        Right versions that answer in place of functions that the task does not judge.

    Attributes
    ----------
    timed_out : frozenset of str
        Functions that ran out of time: they are not called again.
    changed : dict of str to set of int
        For each function, the positions of the arguments that its calls changed in place.
    """

    def __init__(self, transport: Transport, right: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self._transport = transport
        self._right = right or {}
        self.timed_out: frozenset[str] = frozenset()
        self._remembered: dict[str, Any] = {}
        self._called: set[str] = set()
        self.changed: dict[str, set[int]] = {}

    def record_calls(self) -> set[str]:
        """Return a new set that collects the names of the student's own functions as they are called."""
        self._called = set()
        return self._called

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._right:
            return self._right[name]
        return lambda *args: self.own(name, *args)

    def once(self, key: str, name: str, *args: Any) -> Any:
        """Call a slow function once for all the checks that look at the same result."""
        self._called.add(name)
        if key not in self._remembered:
            try:
                self._remembered[key] = self.own(name, *args)
            except Stopped as stopped:
                stopped.__context__ = None  # otherwise it would keep everything that was sent in memory
                self._remembered[key] = stopped
        result = self._remembered[key]
        if isinstance(result, Stopped):
            raise result.with_traceback(None)
        return result

    def own(self, name: str, *args: Any) -> Any:
        """Call the student's own function, even if the check is given a right version."""
        self._called.add(name)
        if name in self.timed_out:
            raise Stopped(Outcome.TIMEOUT, Why(Reason.NOT_TRIED_AGAIN, name))
        try:
            reply = self._transport(name, args)
        except Stopped as stopped:
            if stopped.outcome == Outcome.TIMEOUT:
                self.timed_out |= {name}
            raise
        if reply.changed:
            self.changed.setdefault(name, set()).update(reply.changed)
        if reply.value is None:
            raise Stopped(Outcome.FAILED, Why(Reason.RETURNED_NONE, name))
        return reply.value
