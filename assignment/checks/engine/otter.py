"""The bridge to Otter: its test files call :func:`judge` with the student's globals."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from . import judge as judging
from . import report
from .judge import Verdict
from .local import namespace_opener, opener, source_opener
from .registry import public_checks
from .tasks import TASKS

FILE = Path("neural_network.py")
SALT = "public"


class Namespace:
    """Names as attributes; setting one is seen by the functions that were defined among them."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.__dict__ = names


def judge(env: dict[str, Any], check_id: str) -> None:
    """Judge one public check.

    Parameters
    ----------
    env : dict
        What the notebook or script defined. ``otter check FILE`` has executed the file as one
        cell: its text is judged. A notebook that defines the functions in cells of its own is
        judged as it stands, any other by the saved file ``neural_network.py``.
    check_id : str

    Raises
    ------
    AssertionError
        With the verdict, unless the check passed.
    """
    report.demand(_verdicts(env, check_id.partition(".")[0])[check_id])


def _verdicts(env: dict[str, Any], task: str) -> dict[str, Verdict]:
    script = next((cell for cell in reversed(env.get("In", [])) if _whole(cell)), None)
    if script is not None:
        return _of_source(script, task)
    network = env.get("Network")
    if isinstance(network, type) and network.__module__ in ("__main__", "builtins"):
        checks = [check for check in public_checks() if check.task == task]
        return judging.judge(checks, namespace_opener(Namespace(env), _filename(env)), SALT, can_lend=False)
    try:
        return _of_source(FILE.read_bytes(), task)
    except OSError:
        checks = [check for check in public_checks() if check.task == task]
        return judging.judge(checks, opener(FILE.resolve()), SALT, can_lend=False)


def _whole(cell: str) -> bool:
    """Whether a cell is a whole submission."""
    return all(f"\ndef {task.functions[0]}(" in cell for task in TASKS)


@lru_cache(maxsize=64)
def _of_source(source: str | bytes, task: str) -> dict[str, Verdict]:
    """Verdicts of a task, found once for each state of the file; functions that hang are remembered."""
    checks = [check for check in public_checks() if check.task == task]
    return judging.judge(checks, source_opener(source), SALT, can_lend=False, hung=_hung(source))


@lru_cache(maxsize=64)
def _hung(source: str | bytes) -> set[str]:
    return set()


def _filename(env: dict[str, Any]) -> str:
    """The file name in the tracebacks of code that a notebook has executed."""
    code = getattr(env.get("forward"), "__code__", None)
    return getattr(code, "co_filename", "")
