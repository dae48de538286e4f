"""Ranks the pairs of a class by what they share and few others have."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from .features import CONSTANT, MISTAKE, RUN, Feature, Part

COMMON = {RUN: 0.3, CONSTANT: 0.05, MISTAKE: 0.1}  # what a larger share of the class has, says nothing about two files
SMOOTH = 0.5  # of the middle file's mass: two files in which little is unusual are not alike for the little they share
Works = Mapping[str, Sequence[Part]]
Holders = Mapping[Feature, int]  # how many files have a feature


@dataclass(frozen=True)
class Pair:
    """Two files, and what they have in common with few others.

    Parameters
    ----------
    names : tuple of two str
    score : float
        Between 0 and 1; it is only good for ranking pairs of one class.
    shared : dict of Feature to int
        How many files of the class have it.
    """

    names: tuple[str, str]
    score: float
    shared: Holders

    def of(self, kind: str) -> list[str]:
        """Return the shared features of a kind as texts."""
        return [
            f"{value:g}" if isinstance(value, float) else str(value) for k, value in sorted(self.shared) if k == kind
        ]


def ranked(works: Works) -> list[Pair]:
    """Return the pairs that share anything unusual, the most alike first.

    A file's mass is the sum over its functions of the square root of what is unusual in them. So many functions that
    are a little alike count more than a single one that is the same: this may have come from a book.
    """
    holders = _unusual(works)
    weight = {feature: math.log((len(works) + 1) / number) for feature, number in holders.items()}
    rare = {name: [part.places.keys() & weight.keys() for part in parts] for name, parts in works.items()}
    every = {name: set[Feature]().union(*parts) for name, parts in rare.items()}
    masses = {name: _mass(parts, weight) for name, parts in rare.items()}
    floor = SMOOTH * median(masses.values()) if masses else 0.0
    found = []
    for a, b in combinations(sorted(works), 2):
        shared = every[a] & every[b]
        if shared:
            common = math.prod(_mass((part & shared for part in rare[name]), weight) for name in (a, b))
            score = math.sqrt(common) / (math.sqrt(masses[a] * masses[b]) + floor)
            found.append(Pair((a, b), score, {feature: holders[feature] for feature in shared}))
    return sorted(found, key=lambda pair: (-pair.score, pair.names))


def _unusual(works: Works) -> Holders:
    """Return the features that few files have, and how many."""
    times = Counter(feature for parts in works.values() for feature in {f for part in parts for f in part.places})
    return {feature: n for feature, n in times.items() if n <= max(2, COMMON[feature[0]] * len(works))}


def _mass(parts: Iterable[set[Feature]], weight: Mapping[Feature, float]) -> float:
    return sum(math.sqrt(sum(weight[feature] for feature in part)) for part in parts)
