"""What a student's function is asked, to tell wrong beliefs apart."""

from dataclasses import dataclass, replace
from typing import Any

from assignment.checks.engine.network import Network

WRITTEN_IN = {
    "F08:hidden": {"hidden": "sigmoid"},
    "F08:output": {"output": "softmax"},
    "F08:both": {"hidden": "sigmoid", "output": "softmax"},
}


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


def words(text: str) -> tuple[str, ...]:
    """Switches, one after the other."""
    return tuple(text.split())


def written_in(on: frozenset[str], network: Network) -> Network:
    """The network of somebody who does not look at all of its fields (F08)."""
    for switch, fields in WRITTEN_IN.items():
        network = replace(network, **fields) if switch in on else network  # type: ignore[arg-type]
    return network
