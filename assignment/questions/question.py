"""Questions about this homework's functions."""

from collections.abc import Callable

from assignment.checks.network import Network
from assignment.engine.mistakes import Args, On, Question


def question(function: str, args: Args, only: On = frozenset()) -> Question:
    """A call, with the branches of a student's code that its network or its texts may lead to."""
    network = next((arg for arg in args if isinstance(arg, Network)), None)
    if network is None:
        return Question(function, args, only, frozenset(arg for arg in args if isinstance(arg, str)))
    size = "one unit" if network.units[-1] == 1 else "several units"
    branches = {f"hidden {network.hidden}", network.output, network.objective, size}
    return Question(function, args, only, frozenset(branches))


def asked_with(objective: str = "", l2: bool | None = None) -> Callable[[Question], bool]:
    """Whether a question's network has that objective, and a penalty or none."""
    return lambda q: objective in ("", q.args[0].objective) and l2 in (None, q.args[0].l2 > 0)
