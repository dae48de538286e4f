"""Hidden checks of choose_hidden_units."""

import numpy as np

from assignment.checks.hidden_units import needs_networks, run
from assignment.checks.instances import blobs
from assignment.checks.network import Network
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.remembered import remembered
from assignment.engine.student import Student
from solutions import neural_network as reference


@check(points=1)
def split(nn: Student, rng: np.random.Generator) -> None:
    """the scores are measured on the 30 % of the rows that are for validation"""
    needs_networks(nn)
    m = 25  # every rule rounds 17.5 up; m - round(0.3 m) would be another number
    n_validate = m - round(0.7 * m)
    X, y = rng.normal(size=(m, 3)), rng.permutation(np.arange(m) % 3)
    seeds = [int(s) for s in rng.choice(10_000, 4, replace=False)]
    values = [run(nn, X, y, [2, 5], 0.5, 15, seed)[1] for seed in seeds]
    hits = np.array([[v.get(2, np.nan), v.get(5, np.nan)] for v in values]) * n_validate
    shares = bool(np.all(np.abs(hits - np.round(hits)) < 1e-6))
    hint = _("round(0.7 m) rows are for training")
    expect.require(shares, _("a score is not a share of the validation rows"), hint=hint)
    expect.require(len(np.unique(hits, axis=0)) > 1, _("the scores do not depend on the seed"))
    noise = run(nn, rng.normal(size=(40, 40)), rng.permutation(np.arange(40) % 2), [5], 1.0, 60, seeds[0])[1]
    hint = _("validate on rows not trained on")
    expect.require(noise.get(5, 1.0) < 0.95, _("random labels were predicted"), hint=hint)
    again = run(nn, X, y, [2, 5], 0.5, 15, seeds[0])[1]
    expect.require(again == values[0], _("the same seed gives different scores in a second call"))


@check(points=1)
def learns(nn: Student, rng: np.random.Generator) -> None:
    """a ring needs more than one hidden unit, and the scores show this"""
    X, y = blobs(rng, 60, 4, spread=0.2)
    sorted_scores = run(nn, X, y, [6], 3.0, 60, int(rng.integers(1000)))[1]
    mixed = sorted_scores.get(6, 0.0) > 0.5
    expect.require(mixed, _("labels sorted by class are not learned"), hint=_("shuffle before you split"))
    m = 120
    angle = 0.4 * np.arange(m) + rng.uniform(0, 2 * np.pi)  # all around, so that chance decides little
    y = np.arange(m) % 2
    X = np.c_[np.cos(angle), np.sin(angle)] * np.where(y, 2.0, 0.8)[:, None] * [10.0, 0.1]
    best, scores = run(nn, X, y, [1, 12], 4.0, 150, int(rng.integers(1000)))
    expect.require(scores.get(12, 0.0) > 0.9, _("twelve hidden units do not learn a ring around a disc"))
    expect.require(scores.get(1, 1.0) < 0.9, _("one hidden unit seems to be enough for a ring around a disc"))
    expect.require(best == 12, _("best is not the candidate with the highest score"))
    _few(nn, rng)
    _starts(nn, rng)


def _few(nn: Student, rng: np.random.Generator) -> None:
    """Raise Wrong unless two separate classes are learned with two validation rows, often both of one class."""
    y = rng.permutation(np.arange(6) % 2)
    X = (np.where(y, 1.0, -1.0)[:, None] + rng.uniform(-0.1, 0.1, (6, 2))) * [30.0, 0.5] + [70.0, -2.0]
    for seed in (int(s) for s in rng.choice(10_000, 12, replace=False)):
        score = run(nn, X, y, [3], 3.0, 30, seed)[1].get(3, 0.0)
        hint = _("standardize the validation rows with the mean and deviation of the training rows")
        expect.require(score > 0.9, _("with few rows, two well separated classes are not learned"), hint=hint)


@remembered(200)  # its two numbers decide it
def _label(h: int, seed: int) -> int:
    """Return what a network with h hidden units predicts before any step, on rows that are all zero."""
    start = Network((2, h, 3))
    return int(reference.predict(start, reference.init_params(start, seed), np.zeros((1, 2)))[0])


def _starts(nn: Student, rng: np.random.Generator) -> None:
    """Raise Wrong unless untrained candidates predict what their initial weights give, the same for equal rows."""
    X, y = np.tile([3.0, -1.0], (120, 1)), np.zeros(120, int)
    y[rng.choice(120, 2, replace=False)] = [1, 2]
    for seed in (int(s) for s in rng.choice(10_000, 8, replace=False)):  # a label that occurs once is often left out
        scores = run(nn, X, y, [2, 3], 1e-9, 1, seed)[1]
        for h in (2, 3):
            alike = (scores.get(h, 0.5) > 0.5) == (_label(h, seed) == 0)
            what = _("candidate h does not start as Network((d, h, classes)) with init_params(network, seed)")
            expect.require(alike, what)
