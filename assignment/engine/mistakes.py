"""Types with which a homework describes the mistakes that can be named; see ``solutions/mistakes``."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from .answers import Answer
from .homework import module_if_there
from .outcomes import Stopped
from .student import Student

INSTANCE = "misconceptions"  # names the random numbers of questions
On = frozenset[str]  # the switches that are on
Args = tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class Computed:
    """An argument that another function computes: the right one for the grader, the student's own at home."""

    function: str
    args: Args


@dataclass(frozen=True, eq=False)
class Question:
    """A call of a student's function, made to tell mistakes apart.

    Parameters
    ----------
    function : str
    args : tuple
        Some may be :class:`Computed`.
    only : frozenset of str
        If given, the question is asked about these switches only: its arguments are outside the interface, and right
        solutions may differ there.
    tags : frozenset of str
        The branches of the student's code that these arguments may reach, such as ``negative x``.
    unique : bool
        False if there are many right answers: then only an exception, or None, says anything.
    """

    function: str
    args: Args
    only: On = frozenset()
    tags: frozenset[str] = frozenset()
    unique: bool = True

    def completed(self, functions: Any) -> "Question":
        """Return the question with the arguments that these functions compute."""
        whole = (getattr(functions, a.function)(*a.args) if isinstance(a, Computed) else a for a in self.args)
        return replace(self, args=tuple(whole))


@dataclass(frozen=True, eq=False)
class Responses:
    """A student's function and its answers to our questions.

    Parameters
    ----------
    student : Student
        Has right versions of what the task builds on.
    function : str
    source : str
        The student's file.
    rng : Generator
        For the arguments of more calls.
    questions, answers : dict of int to Question, and to Answer
    wrong : tuple of int
        The questions with a wrong answer, or with many right answers.
    """

    student: Student
    function: str
    source: str
    rng: np.random.Generator
    questions: Mapping[int, Question]
    answers: Mapping[int, Answer]
    wrong: tuple[int, ...]

    @property
    def first(self) -> tuple[Args, Answer]:
        """The arguments of the first question, and its answer."""
        number = next(iter(self.questions))
        return self.questions[number].args, self.answers[number]

    @property
    def stops(self) -> list[Stopped]:
        """How the wrong answers ended that have no value."""
        answers = (self.answers[number].stopped for number in self.wrong)
        return [stopped for stopped in answers if stopped]


Experiment = Callable[[Responses], str]  # returns the code of a mistake, or an empty string


def _nothing(responses: Responses) -> str:
    return ""


def _always(question: Question) -> bool:
    return True


@dataclass(frozen=True)
class Look:
    """A part of a function's answers in which a mistake shows by itself.

    Parameters
    ----------
    at : callable
        Returns this part of an answer's value.
    asks : callable, optional
        Whether the part is to be seen in the answer to a question; by default, in all.
    checks : tuple of str
        The names of the checks at which a mistake in this part shows; by default, any.
    """

    at: Callable[[Any], Any]
    asks: Callable[[Question], bool] = _always
    checks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asking:
    """What the functions of a task are asked: the object ``ASKED`` of a module that students receive.

    Parameters
    ----------
    questions : callable
        Draws the questions from a random generator.
    behaviour : dict of str to tuple of callable
        For each function, what else is tried if its answers are those of no known mistake, and needs no right answer;
        the first code counts.
    looks : dict of str to tuple of Look
        The parts of the functions that are explained part by part.
    """

    questions: Callable[[np.random.Generator], Iterable[Question]]
    behaviour: Mapping[str, tuple[Experiment, ...]] = field(default_factory=dict)
    looks: Mapping[str, tuple[Look, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Signs:
    """What the calls of any function show: the object ``SIGNS`` of the package with these modules.

    Parameters
    ----------
    at_stop : callable
        Returns the code for exceptions and for None in place of a value.
    in_place : callable
        Returns the code for arguments that were changed in place (``student.changed``).
    """

    at_stop: Experiment = _nothing
    in_place: Experiment = _nothing


def _unchanged(args: Args) -> Args:
    return args


@dataclass(frozen=True)
class Shrinking:
    """How a call is made smaller, to find the smallest call that is still answered wrongly.

    Parameters
    ----------
    smaller : callable
        The calls that are one step smaller.
    consistent : callable
        Computes dependent arguments again after numbers were changed.
    accepts : callable, optional
        Whether a value answers a call rightly; only for functions with many right answers.
    """

    smaller: Callable[[Args], Iterator[Args]]
    consistent: Callable[[Args], Args] = _unchanged
    accepts: Callable[[Args, Any], bool] | None = None


@dataclass(frozen=True)
class Part:
    """A part of a function's answers that is explained by itself, given what was found for the parts before it.

    Parameters
    ----------
    slots : tuple of tuple of str
        The places of the formula where a mistake may be; of each one's switches at most one is on.
    look : Look
    lost : str, optional
        The code to name if nothing explains the part.
    """

    slots: tuple[tuple[str, ...], ...]
    look: Look
    lost: str = ""


@dataclass(frozen=True)
class TaskMistakes:
    """The mistakes that can be made in one task: the object ``TASK`` of its module.

    Parameters
    ----------
    switches : dict of str to tuple of str
        For each function, the wrong beliefs that can be switched on: a code of the catalogue, with a suffix after
        ``:``, ``/`` or ``@`` if the same belief takes several forms (``M07:mean``).
    functions : dict of str to callable
        ``function(on, *args)`` answers as a student would who holds the beliefs in ``on``.
    asked : Asking
    experiments : dict of str to tuple of callable
        For each function, what is tried after the behaviour in ``asked``; the first code counts.
    shrinking : dict of str to Shrinking
        The functions for which the smallest wrong call is searched.
    in_pairs : bool
        Whether two beliefs are tried together: only for functions that are fast and return many numbers.
    parts : dict of str to tuple of Part
        The functions that are explained part by part if no single belief explains them, in place of pairs.
    instance : str
        Names the random numbers; give a check's instance to use its results again.
    """

    switches: Mapping[str, tuple[str, ...]]
    functions: Mapping[str, Callable[..., Any]]
    asked: Asking
    experiments: Mapping[str, tuple[Experiment, ...]] = field(default_factory=dict)
    shrinking: Mapping[str, Shrinking] = field(default_factory=dict)
    in_pairs: bool = False
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    instance: str = INSTANCE

    @property
    def lost(self) -> frozenset[str]:
        """The codes that say where an answer is wrong, and not why."""
        return frozenset(part.lost for parts in self.parts.values() for part in parts if part.lost)


@dataclass(frozen=True)
class Mistakes:
    """The mistakes of a homework that can be named.

    Parameters
    ----------
    package : str
        Has a module with an object ``TASK`` for each task whose mistakes can be named.
    words : Path
        The catalogue: what is said about each code.
    why : Path, optional
        Why mistakes matter and how to find them: the second level of a hint.
    slots : Path, optional
        The places of formulas where a mistake is credited with what is right beside it, and what it costs there.
    branches : dict of str to frozenset of str
        Codes whose sentence can be true in these branches of a student's code only (none: only if it is true of the
        whole function); others may be true in any single branch.
    alone : frozenset of str
        Codes whose sentence also says what is right: they are not tried together with others.
    signs : Signs
        What the calls of any function show, also where a right answer is needed.
    on_import : str
        The code for a file that runs an experiment, and fails, while it is loaded.
    """

    package: str
    words: Path
    why: Path | None = None
    slots: Path | None = None
    branches: Mapping[str, frozenset[str]] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    signs: Signs = Signs()
    on_import: str = ""

    def of(self, task: str) -> TaskMistakes | None:
        """Return the mistakes of a task; None if none can be named."""
        module = module_if_there(f"{self.package}.{task}")
        found: TaskMistakes | None = module.TASK if module else None
        return found
