"""Questions about this homework's functions."""

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
