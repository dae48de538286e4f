"""Checks of choose_hidden_units."""

from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from .cross_validate import ROUNDING
from .instances import blobs, chessboard, row_of_groups

KEYS, OUTSIDE = _("the keys of scores are not the candidates"), _("a score is not between 0 and 1")


def run(nn: Student, *args: Any, key: str = "") -> tuple[int, dict[int, float]]:
    """Call choose_hidden_units and take its result apart; with a key, only once for all checks."""
    value = nn.once(key, "choose_hidden_units", *args) if key else nn.choose_hidden_units(*args)
    best, scores = expect.items(value, 2, _("what {function} returns", function="choose_hidden_units"))
    if not isinstance(scores, dict):
        raise expect.Wrong(_("scores is not a dict"), expect.show(scores))
    pairs = {expect.whole(h, _("a candidate")): expect.number(s, _("a score")) for h, s in scores.items()}
    return expect.whole(best, "best"), pairs


def learns(nn: Student) -> None:
    """Raise Wrong unless two well separated classes are learned and random labels are not predicted."""
    rng = np.random.default_rng(1)
    X, y = blobs(rng, 120, 2, spread=0.1)
    scores = run(nn, X, y, [3, 2], 1.0, 80, 3, key="apart")[1]
    expect.require(sorted(scores) == [2, 3], KEYS, str(sorted(scores)), "[2, 3]")
    apart = scores.values()
    inside = all(-ROUNDING < score < 1 + ROUNDING for score in apart)
    expect.require(inside, OUTSIDE, hint=_("return the share of right labels"))
    expect.require(all(score > 0.9 for score in apart), _("two well separated classes are not learned"))
    lots = run(nn, X, rng.permutation(y), [3, 2], 1.0, 80, 3, key="by lot")[1].values()
    hint = _("score the validation rows")
    expect.require(all(score < 0.9 for score in lots), _("random labels were predicted"), hint=hint)
    needs_networks(nn)


def needs_networks(nn: Student) -> None:
    """Raise Wrong if candidates score well that were hardly trained, or are far too small."""
    rng = np.random.default_rng(1)
    for what, (X, y), rate, epochs in (
        (_("one very small step is enough to learn two classes"), row_of_groups(rng, 200), 0.01, 1),
        (_("three hidden units are enough to learn a chessboard"), chessboard(rng, 160), 1.0, 20),
    ):
        values = run(nn, X, y, [3, 2], rate, epochs, 3, key=what)[1].values()
        hint = _("train each candidate, as long as is asked for, and use it alone")
        expect.require(all(score < 0.95 for score in values), what, hint=hint)


@check(points=1)
def scores(nn: Student, rng: np.random.Generator) -> None:
    """choose_hidden_units returns one score between 0 and 1 for each candidate"""
    learns(nn)
    X, y = blobs(rng, 30, 2)
    values = run(nn, X, y, [3, 1, 2], 1.0, 20, int(rng.integers(1000)))[1]
    expect.require(sorted(values) == [1, 2, 3], KEYS, str(sorted(values)), "[1, 2, 3]")
    expect.require(all(-ROUNDING < s < 1 + ROUNDING for s in values.values()), OUTSIDE, str(values))


@check(points=1)
def best(nn: Student, rng: np.random.Generator) -> None:
    """best is the smallest candidate with the highest score"""
    learns(nn)
    X, y = blobs(rng, 40, 2, spread=0.1)
    for candidates in ([7, 3, 5], [4, 6, 2]):
        value, values = run(nn, X, y, candidates, 1.0, 150, int(rng.integers(1000)))
        winners = [h for h, score in values.items() if score == max(values.values())]
        expect.require(bool(winners), _("{name} is empty", name="scores"))
        expect.require(
            value == min(winners),
            _("best is not the smallest candidate with the highest score"),
            {"best": value, "scores": values},
            str(min(winners)),
        )


@check(points=0.5)
def scale(nn: Student, rng: np.random.Generator) -> None:
    """the unit of the inputs does not matter"""
    learns(nn)
    X, y = blobs(rng, 40, 2, spread=2.0)
    seed = int(rng.integers(1000))
    one = run(nn, X, y, [2, 4], 1.0, 40, seed)[1]
    two = run(nn, X * [64.0, 1024.0] + [4096.0, -512.0], y, [2, 4], 1.0, 40, seed)[1]
    alike = set(one) == set(two) == {2, 4} and all(abs(one[h] - two[h]) < ROUNDING for h in one)
    hint = _("standardize on the training set")
    expect.require(alike, _("the scores change with the unit of the inputs"), hint=hint)


@check(points=0.5, kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """choose_hidden_units leaves its arguments as they are"""
    X, y = blobs(rng, 20, 2)
    run(nn, X, y, [2, 3], 1.0, 5, 3)
    expect.unchanged(nn, "choose_hidden_units", names=("X", "y", "candidates"))
