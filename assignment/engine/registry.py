"""Checks: functions with a docstring; the module is named after the task, and both names make the id."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from .homework import PUBLIC_SALT as PUBLIC_SALT
from .homework import Homework, Task, module_if_there
from .remembered import remembered

if TYPE_CHECKING:
    from .student import Student

Function = Callable[["Student", np.random.Generator], None]


class Kind(StrEnum):
    """What a pass shows. VALUE: a right result on random numbers, and so it pays in any case.

    Without a right value in its task, SHAPES pay at most a tenth of the task's points, and what counts only BESIDE
    one pays nothing: a function that does nothing right leaves its arguments alone, and published numbers can be
    copied.
    """

    VALUE = "value"
    SHAPES = "shapes"
    BESIDE = "beside"


@dataclass(frozen=True)
class Check:
    """One property of one task.

    Parameters
    ----------
    task, name : str
        The id is ``task.name``.
    title : str
        The first line of the function's docstring, which students read.
    points : float
    function : callable
        Called with the student's functions and a random generator; raises if something is wrong.
    uses : tuple of str
        Functions of other tasks that the check itself calls.
    published : bool
        True if the expected numbers can be looked up.
    instance : str
        Checks of a task with the same instance get the same random numbers.
    kind : Kind
        Whether it pays without a right value in its task.
    sums_up : bool
        True if it looks at all calls of the checks before it.
    slow : bool
        True if its call may run out of time, so that the function is not called again.
    together : bool
        True if it judges the task together with what it builds on: where all of that was judged and nothing is known
        to be wrong, no right versions take its place.
    hidden : bool
        True if students never see the check.
    redact : bool
        True if a failure shows nothing that the student's code could choose: that may contain a hidden input.
    requires : tuple of str
        Names of the tasks that the check builds on: a failure says little while they are wrong.
    ahead : callable, optional
        Called with the same random numbers when the task begins, in a thread: computes a right answer that takes long.
    """

    task: str
    name: str
    title: str
    points: float
    function: Function
    uses: tuple[str, ...] = ()
    published: bool = False
    instance: str = ""
    kind: Kind = Kind.VALUE
    sums_up: bool = False
    slow: bool = False
    together: bool = False
    hidden: bool = False
    redact: bool = False
    requires: tuple[str, ...] = ()
    ahead: Callable[[np.random.Generator], object] | None = None

    @property
    def id(self) -> str:
        """``task.name``."""
        return f"{self.task}.{self.name}"

    @property
    def last(self) -> bool:
        """Whether it is judged after all others of its task."""
        return self.sums_up or self.slow

    def generator(self, salt: str) -> np.random.Generator:
        """Return a random generator that depends only on the course's salt and the check's instance."""
        return generator(salt if self.redact else shown(salt), self.task, self.instance or self.name)


def check(
    points: float,
    uses: tuple[str, ...] = (),
    published: bool = False,
    instance: str = "",
    kind: Kind = Kind.VALUE,
    sums_up: bool = False,
    slow: bool = False,
    together: bool = False,
    ahead: Callable[[np.random.Generator], object] | None = None,
) -> Callable[[Function], Check]:
    """Turn a function in a task's module into a check."""

    def make(function: Function) -> Check:
        title = (function.__doc__ or "").strip().partition("\n")[0]
        task = function.__module__.rpartition(".")[2]
        about = task, function.__name__, title, points, function, uses, published, instance, kind
        return Check(*about, sums_up=sums_up, slow=slow, together=together, ahead=ahead)

    return make


def shown(salt: str) -> str:
    """Return the salt of what students may read: it does not tell the course's own, not even to who tries words."""
    return salt if salt == PUBLIC_SALT else hashlib.sha256(f"shown:{salt}".encode()).hexdigest()


def generator(salt: str, task: str, instance: str) -> np.random.Generator:
    """Return a random generator for one purpose; it depends only on these three words."""
    return np.random.Generator(np.random.PCG64(_seed(f"{salt}:{task}.{instance}")))


class _Seed(np.random.bit_generator.ISeedSequence):
    """A seed that is mixed once and used for every submission."""

    def __init__(self, words: str) -> None:
        entropy = np.frombuffer(hashlib.sha256(words.encode()).digest(), np.uint8).astype(np.uint32)
        self._start = np.random.SeedSequence(entropy).generate_state(4, np.uint64)

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> np.ndarray:
        """Return the start of PCG64: four words of 64 bits, for any arguments."""
        return self._start


@remembered(1000)  # depends on its words alone
def _seed(words: str) -> Any:
    return _Seed(words)


def public_checks(homework: Homework) -> tuple[Check, ...]:
    """Return the checks that students have."""
    return _collect(homework, f"{homework.package}.checks", hidden=False)


def with_required(homework: Homework, checks: list[Check]) -> list[Check]:
    """Add the public checks of tasks on which others build: a fault there explains what fails here."""
    chosen, tasks = {check.id for check in checks}, {task for check in checks for task in check.requires}
    return [check for check in public_checks(homework) if check.id in chosen or check.task in tasks]


@remembered(8, key=lambda homework: homework.package)  # code does not change while it runs
def all_checks(homework: Homework) -> tuple[Check, ...]:
    """Return public and hidden checks; a public one that shares its instance with a hidden one is redacted, too."""
    hidden = _collect(homework, f"{homework.solutions}.checks", hidden=True)
    shared = {(check.task, check.instance) for check in hidden if check.instance}
    public = [replace(check, redact=(check.task, check.instance) in shared) for check in public_checks(homework)]
    return (*public, *hidden)


@remembered(16, key=lambda homework, package, hidden: (homework.package, package, hidden))  # as above
def _collect(homework: Homework, package: str, hidden: bool) -> tuple[Check, ...]:
    """Return all checks of a package with one module for each task, in the order of the tasks."""
    checks: list[Check] = []
    for task in homework.tasks:
        module = module_if_there(f"{package}.{task.name}")
        if module:
            found = [value for value in vars(module).values() if isinstance(value, Check)]
            checks += [
                replace(check, hidden=hidden, redact=hidden, requires=_requires(homework, task, check))
                for check in found
            ]
    return tuple(checks)


def _requires(homework: Homework, task: Task, check: Check) -> tuple[str, ...]:
    """Return the names of the other tasks whose functions a check or its task uses."""
    tasks = (homework.task_of(function) for function in (*check.uses, *task.builds_on))
    return tuple(dict.fromkeys(other.name for other in tasks if other and other != task))
