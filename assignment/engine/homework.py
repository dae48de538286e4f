"""Describes a homework: its tasks, its limits, and the values that its functions take and return."""

import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .mistakes import Mistakes
    from .picture import Drawing
from . import language
from .language import _
from .records import check_fields
from .remembered import remembered

PUBLIC_SALT = "public"
KIT = Path(__file__).resolve().parents[2]  # the folder of the homework that comes with the kit


@dataclass(frozen=True)
class Limits:
    """Time, memory and file size that a submission may use.

    Parameters
    ----------
    call_seconds, load_seconds, total_seconds : float
        Wall time of one call, of executing the file, and of all calls.
    floor_seconds : float
        Wall time that every call gets; how much more, up to the limit of its function, is decided by what the right
        version needs for it.
    memory_bytes, file_bytes : int
        Memory in addition to what Python and the packages need; size of the file.
    """

    call_seconds: float = 5.0
    load_seconds: float = 10.0
    total_seconds: float = 900.0
    floor_seconds: float = 1.0
    memory_bytes: int = 1 << 30
    file_bytes: int = 256 * 1024


@dataclass(frozen=True)
class Task:
    """A row of the assignment's table.

    Parameters
    ----------
    name : str
        Used everywhere: in check ids, ``pytest -k``, the Otter file and the gradebook column.
    functions : tuple of str
        The functions that the student writes.
    points : int
    goal : dict of str to str
        One line for the handout, by language.
    builds_on : tuple of str
        Functions of other tasks that a solution may call.
    bonus : bool
        Bonus points come on top of the core points.
    seconds : float or None
        Wall time that one call may take, if it is not the usual one.
    """

    name: str
    functions: tuple[str, ...]
    points: int
    goal: Mapping[str, str]
    builds_on: tuple[str, ...] = ()
    bonus: bool = False
    seconds: float | None = None


def _not_known(name: str, args: tuple[Any, ...]) -> float:
    return inf


@dataclass(frozen=True, eq=False)
class Hidden:
    """The half of a homework that only instructors have; see ``solutions/homework.py``.

    Parameters
    ----------
    reference : module
        The right solution.
    functions : dict of str to callable
        Right versions by name; slow ones remember what they returned.
    allows : callable
        ``allows(name, arguments)`` raises :class:`Refused` unless a lent function may be called like that.
    mistakes : Mistakes
        The mistakes that can be named.
    seconds : callable
        ``seconds(name, args)`` returns how long the right version needs for a call on this machine; infinite if that
        is not known, so that a call may take as long as the limit of its function.
    drawing : Drawing or None
        The picture on a student's page.
    """

    reference: ModuleType
    functions: Mapping[str, Callable[..., Any]]
    allows: Callable[[str, dict[str, Any]], None]
    mistakes: "Mistakes"
    seconds: Callable[[str, tuple[Any, ...]], float] = _not_known
    drawing: "Drawing | None" = None

    @property
    def source(self) -> Path:
        """The reference's file."""
        return Path(str(self.reference.__file__))


class Refused(Exception):
    """A lent function may not be called like this: no honest solution does, or the right version has no answer."""


@dataclass(frozen=True, eq=False)
class Homework:
    """A homework, passed to everything that grades it.

    Parameters
    ----------
    package : str
        The package in which it is described: ``assignment``, or a name made by :func:`load`.
    folder : Path
        The folder of that package.
    title : str
        Used in headings.
    filename : str
        The file that a student hands in.
    tasks : tuple of Task
    given : tuple of str
        Functions that students receive with the file; they may be lent like others.
    records : tuple of type
        Frozen dataclasses of numbers, texts and tuples of whole numbers, which calls may hold besides plain data. The
        student's module has a class of the same name.
    imports : tuple of str
        Packages that a submission may import besides the standard library.
    data : tuple of str
        Files below the folder that a submission finds beside it.
    limits : Limits
    has_solutions : bool
        Whether there is a hidden half; False on a student's computer.
    """

    package: str
    folder: Path
    title: str
    filename: str
    tasks: tuple[Task, ...]
    given: tuple[str, ...] = ()
    records: tuple[type, ...] = ()
    imports: tuple[str, ...] = ("numpy", "pandas")
    data: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    has_solutions: bool = False

    def __post_init__(self) -> None:
        for record in self.records:
            check_fields(record)

    @property
    def module(self) -> str:
        """Name of the module that a student writes."""
        return self.filename.removesuffix(".py")

    @property
    def root(self) -> Path:
        """The folder that holds the assignment and, for instructors, the solutions."""
        return self.folder.parent

    @property
    def solutions(self) -> str:
        """The package with the solutions."""
        return f"{self.package.removesuffix('assignment')}solutions"

    @cached_property
    def functions(self) -> tuple[str, ...]:
        """Every function that students write."""
        return tuple(name for task in self.tasks for name in task.functions)

    @property
    def core_points(self) -> int:
        """The points of all tasks but the bonus tasks."""
        return sum(task.points for task in self.tasks if not task.bonus)

    @cached_property
    def right(self) -> Hidden:
        """The hidden half, imported when it is first needed; raises LookupError where there is none."""
        if not self.has_solutions:
            raise LookupError("there are no solutions here")
        hidden: Hidden = importlib.import_module(f"{self.solutions}.homework").HIDDEN
        return hidden

    def task(self, name: str) -> Task:
        """Return the task with that name; raise StopIteration if there is none."""
        return next(task for task in self.tasks if task.name == name)

    def task_of(self, function: str) -> Task | None:
        """Return the task in which a function is written; None for a given function."""
        return next((task for task in self.tasks if function in task.functions), None)

    def seconds_for(self, function: str) -> float:
        """Return the wall time that one call of a function may take."""
        task = self.task_of(function)
        return task.seconds if task and task.seconds else self.limits.call_seconds


def module_if_there(name: str) -> ModuleType | None:
    """Return a module of a homework; None if it has none of that name."""
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:  # its package
        return None
    return importlib.import_module(name) if found else None


@remembered(16)  # code does not change while it runs
def load(folder: Path = KIT, solutions: bool = False) -> Homework:
    """Load a homework.

    Parameters
    ----------
    folder : Path
        Holds ``assignment/homework.py`` with the object ``HOMEWORK``, and ``solutions/homework.py`` with ``HIDDEN``.
    solutions : bool
        Whether there must be a hidden half.

    Raises
    ------
    ValueError
        With a sentence, if the folder holds no homework, or no solutions although they are asked for.
    """
    folder = folder.resolve()
    here = folder == KIT
    public, right = "assignment/homework.py", "solutions/homework.py"
    if not here and not (folder / public).is_file():
        raise ValueError(_("{folder} holds no homework: there is no {file} in it", folder=folder, file=public))
    if solutions and not (folder / right).is_file():
        raise ValueError(_("{folder} holds no solutions: there is no {file} in it", folder=folder, file=right))
    prefix = "" if here else f"{_package(folder)}."
    for package in ("assignment", "solutions"):
        language.add(folder / package / "locale")
    homework: Homework = importlib.import_module(f"{prefix}assignment.homework").HOMEWORK
    return replace(homework, has_solutions=True) if solutions else homework


def _package(folder: Path) -> str:
    """Make a package for another folder, so that two homeworks can be loaded side by side."""
    name = f"homework_{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    return name
