"""What a student's function is asked, to tell wrong beliefs apart."""

from dataclasses import dataclass
from typing import Any

from assignment.checks.engine.network import Network


@dataclass(frozen=True, eq=False)
class Question:
    """A call.

    Parameters
    ----------
    function : str
    args : tuple
    only : frozenset of str
        If given, only these switches are asked: for arguments outside the interface, where right
        solutions may differ.
    """

    function: str
    args: tuple[Any, ...]
    only: frozenset[str] = frozenset()

    @property
    def tags(self) -> frozenset[str]:
        """What a branch in the student's code may depend on."""
        network = next((arg for arg in self.args if isinstance(arg, Network)), None)
        names = (arg for arg in self.args if isinstance(arg, str))
        if network is None:
            return frozenset(names)
        size = "one unit" if network.units[-1] == 1 else "several units"
        return frozenset({f"hidden {network.hidden}", network.output, network.objective, size})
