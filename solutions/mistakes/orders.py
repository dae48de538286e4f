"""The generators with which students shuffle: where they may choose, each belief is tried with each generator."""

from typing import Any

import numpy as np

GENERATORS: dict[str, Any] = {"": np.random.default_rng, "/old": np.random.RandomState}


def with_each(*switches: str) -> tuple[str, ...]:
    """Each switch with each generator."""
    return tuple(switch + suffix for switch in switches for suffix in GENERATORS)


def split(on: frozenset[str]) -> tuple[frozenset[str], Any]:
    """The switches without their generator, and the generator's class."""
    suffix = next((s for s in GENERATORS if s and any(switch.endswith(s) for switch in on)), "")
    return frozenset(switch.partition("/")[0] for switch in on), GENERATORS[suffix]
