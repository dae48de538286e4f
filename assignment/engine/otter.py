"""Connects Otter: its test files call :func:`judge` with the student's globals."""

import sys
from pathlib import Path
from typing import Any

from . import report
from .home import explained
from .homework import Homework, Task, load
from .judge import Openers, judge_task
from .language import _, chosen, said
from .local import namespace_openers, openers, source_openers, text_of
from .registry import PUBLIC_SALT, public_checks
from .remembered import remembered
from .verdicts import Judged

WIDTH = 88
NOTHING_MORE = _("no known mistake was recognised in this task, so there is nothing more to say")
Environment = dict[str, Any]  # a notebook's global names


class Namespace:
    """Gives global names as attributes; functions defined among them see a name that is set here."""

    def __init__(self, names: Environment) -> None:
        self.__dict__ = names


class Source:
    """The text of a submission; each task is judged when it is first asked for.

    Parameters
    ----------
    homework : Homework
    text : str or bytes
    """

    def __init__(self, homework: Homework, text: str | bytes) -> None:
        self._homework = homework
        self._text = text_of(text)
        self._openers = source_openers(homework, text)
        self._judged: dict[str, Judged] = {}

    def judged(self, task: Task) -> Judged:
        """Judge a task; functions that ran out of time in an earlier task are not waited for again."""
        if task.name not in self._judged:
            hung = frozenset().union(*(judged.hung for judged in self._judged.values()))
            self._judged[task.name] = _judge(self._homework, task, self._openers, self._text, hung)
        return self._judged[task.name]


def judge(env: Environment, check_id: str) -> None:
    """Judge one public check.

    Parameters
    ----------
    env : dict
        What the notebook or script defined. ``otter check FILE`` has executed the file as one
        cell: its text is judged. A notebook that defines the functions in cells of its own is
        judged as it is. For any other, the saved file beside it is judged.
    check_id : str

    Raises
    ------
    AssertionError
        With the verdict, unless the check passed.
    """
    homework = load()
    task = homework.task(check_id.partition(".")[0])
    report.demand(_judged(homework, env, task).verdicts[check_id], chosen())


def hint(task: str, env: Environment | None = None) -> None:
    """Print which mistakes were recognised in a task, why they matter, and how to find them.

    Parameters
    ----------
    task : str
    env : dict, optional
        As for :func:`judge`; by default the names of the notebook or script that calls.
    """
    homework = load()
    names = [known.name for known in homework.tasks]
    if task not in names:
        print(said(report.no_task(task, names), chosen()))
        return
    caller = sys._getframe(1).f_globals if env is None else env
    judged = _judged(homework, caller, homework.task(task))
    texts = [text for key, more in judged.more.items() for text in (judged.verdicts[key].hint, *more)]
    paragraphs = [line for text in texts or [NOTHING_MORE] for line in said(text, chosen()).splitlines()]
    print("\n\n".join("\n".join(report.wrapped(text, WIDTH)) for text in paragraphs))


def _judged(homework: Homework, env: Environment, task: Task) -> Judged:
    script = next((cell for cell in reversed(env.get("In", [])) if _is_whole(homework, cell)), None)
    if script is not None:
        return _source(homework, script).judged(task)
    if _defines_functions(homework, env):
        own = namespace_openers(homework, Namespace(env), _filename(env, task))
        return _judge(homework, task, own, "".join(env.get("In", [])))
    saved = Path(homework.filename).resolve()
    try:
        text = saved.read_bytes()
    except OSError:
        return _judge(homework, task, openers(homework, saved), "")
    return _source(homework, text).judged(task)


@remembered(64, key=lambda homework, text: text)  # the text decides every verdict, and the homework does not change
def _source(homework: Homework, text: str | bytes) -> Source:
    return Source(homework, text)


def _judge(homework: Homework, task: Task, own: Openers, source: str, hung: frozenset[str] = frozenset()) -> Judged:
    checks = [check for check in public_checks(homework) if check.task == task.name]
    judged = judge_task(task, sorted(checks, key=lambda check: check.last), own, PUBLIC_SALT, hung)
    return explained(homework, judged, own, source)


def _is_whole(homework: Homework, cell: str) -> bool:
    """Return whether a cell is a whole submission."""
    return all(f"\ndef {task.functions[0]}(" in cell for task in homework.tasks)


def _defines_functions(homework: Homework, env: Environment) -> bool:
    """Return whether a notebook defines the homework itself: its records or, if it has none, its functions."""
    names = [record.__name__ for record in homework.records] or homework.functions
    own = [env[name] for name in names if name in env]
    return any(callable(value) and getattr(value, "__module__", "") in ("__main__", "builtins") for value in own)


def _filename(env: Environment, task: Task) -> str:
    """Return the file name in the tracebacks of code that a notebook has executed."""
    code = getattr(env.get(task.functions[0]), "__code__", None)
    return getattr(code, "co_filename", "")
