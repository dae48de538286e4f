"""A check is a function with a docstring; its module is its task, its name completes its id."""

import hashlib
import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from .tasks import TASKS, task_of

Function = Callable[[Any, np.random.Generator], None]


@dataclass(frozen=True)
class Check:
    """One property of one task.

    Parameters
    ----------
    task, name : str
        The id is ``task.name``.
    title : str
        What a student reads: the first line of the function's docstring.
    points : float
    function : callable
        Called with the student's module and a random generator; raises when something is wrong.
    uses : tuple of str
        Functions of other tasks that the check itself calls.
    published : bool
        True if the expected numbers can be looked up.
    hidden : bool
        True if students never see the check.
    instance : str
        Checks of a task with the same instance get the same random numbers.
    discreet : bool
        True if a failure tells nothing that the student's code could choose: it may show what it was asked.
    side : bool
        True if it earns points only beside another passed check of its task: a function that does
        nothing right leaves its arguments alone, too.
    timed : bool
        True if it judges how long calls take, not only what they return.
    """

    task: str
    name: str
    title: str
    points: float
    function: Function
    uses: tuple[str, ...] = ()
    published: bool = False
    hidden: bool = False
    instance: str = ""
    discreet: bool = False
    side: bool = False
    timed: bool = False

    @cached_property
    def id(self) -> str:
        """``task.name``."""
        return f"{self.task}.{self.name}"

    @property
    def requires(self) -> tuple[str, ...]:
        """Names of the tasks without which a failure here says little: the check's prerequisites."""
        builds_on = next(task.builds_on for task in TASKS if task.name == self.task)
        tasks = (task_of(function) for function in (*self.uses, *builds_on))
        return tuple(dict.fromkeys(task.name for task in tasks if task and task.name != self.task))

    def generator(self, salt: str) -> np.random.Generator:
        """Random numbers that only the course's salt and the check's instance decide."""
        return generator(salt, self.task, self.instance or self.name)


def generator(salt: str, task: str, instance: str) -> np.random.Generator:
    """Random numbers for one purpose: the same for the same words, and nothing else."""
    seed: Any = _seed(f"{salt}:{task}.{instance}")
    return np.random.Generator(np.random.PCG64(seed))


class _Seed(np.random.bit_generator.ISeedSequence):
    """A seed that is mixed only once, however many submissions start from it."""

    def __init__(self, words: str) -> None:
        entropy = np.frombuffer(hashlib.sha256(words.encode()).digest(), np.uint8).astype(np.uint32)
        self._start = np.random.SeedSequence(entropy).generate_state(4, np.uint64)

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> np.ndarray:
        """What PCG64 starts from: four words of 64 bits, whatever is asked for."""
        return self._start


_seed = lru_cache(maxsize=1000)(_Seed)


def check(
    points: float,
    uses: tuple[str, ...] = (),
    published: bool = False,
    instance: str = "",
    side: bool = False,
    timed: bool = False,
) -> Callable[[Function], Check]:
    """Make a check of a function in a task's module."""

    def make(function: Function) -> Check:
        title = (function.__doc__ or "").strip().partition("\n")[0]
        task = function.__module__.rpartition(".")[2]
        return Check(
            task, function.__name__, title, points, function, uses, published,
            instance=instance, side=side, timed=timed,
        )  # fmt: skip

    return make


def collect(package: str, hidden: bool = False) -> list[Check]:
    """All checks of a package with one module a task, in the order of the tasks."""
    checks = []
    for task in TASKS:
        name = f"{package}.{task.name}"
        if importlib.util.find_spec(name):
            module = importlib.import_module(name)
            found = [value for value in vars(module).values() if isinstance(value, Check)]
            checks += [replace(check, hidden=hidden, discreet=hidden) for check in found]
    return checks


def public_checks() -> list[Check]:
    """The checks that students have."""
    return collect(__package__.rpartition(".")[0])
