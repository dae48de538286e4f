"""Which switches are on, and what that chooses."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assignment.checks.network import Network
from assignment.engine.mistakes import On

WRITTEN_IN: dict[str, dict[str, Any]] = {
    "F08:hidden": {"hidden": "sigmoid"},
    "F08:output": {"output": "softmax"},
    "F08:sigmoid": {"output": "sigmoid"},
    "F08:both": {"hidden": "sigmoid", "output": "softmax"},
}


def words(text: str) -> tuple[str, ...]:
    """Switches, one after the other."""
    return tuple(text.split())


def pick(on: On, table: Mapping[str, Any], otherwise: Any) -> Any:
    """What a table has for the first of its switches that is on."""
    return next((value for switch, value in table.items() if switch in on), otherwise)


def written_in(on: On, network: Network) -> Network:
    """The network as code sees it that does not read all of its fields (F08)."""
    return replace(network, **pick(on, WRITTEN_IN, {}))
