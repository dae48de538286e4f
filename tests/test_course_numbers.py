"""The numbers of docs/course (slides, extensions, oral part, rubric) are measured with the reference."""

import contextlib
import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest
from sklearn.datasets import load_digits
from threadpoolctl import threadpool_limits

from assignment.checks.backward import EXAMPLE
from assignment.engine.homework import KIT
from solutions import neural_network as nn
from solutions.handout.figures import two_places

COURSE = KIT / "docs" / "course"
X, LABELS = nn.load_ex4()
DIGITS, DIGIT_LABELS = load_digits(return_X_y=True)
RATE, EPOCHS = nn.LEARNING_RATE, nn.EPOCHS
Move = Callable[[nn.Params, nn.Params], nn.Params]
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Several threads are slower on matrices of this size, above all beside other tests."""
    with threadpool_limits(1):
        yield


def text(name: str) -> str:
    return (COURSE / f"{name}.md").read_text(encoding="utf-8")


def table(name: str, head: str) -> list[list[str]]:
    """Return the cells of the table whose head begins like this; the Chinese tables hold the same decimals."""
    lines = next(block for block in text(name).split("\n\n") if block.startswith(f"| {head}")).splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def numbers(cell: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", cell)]


def test_the_wrong_values_of_one_entry() -> None:
    inputs, (v, _), (w, _) = EXAMPLE.X, *EXAMPLE.params
    (_, hidden, output), z = nn.forward(nn.Network((5, 4, 3)), EXAMPLE.params, inputs), inputs @ v
    back = (output - EXAMPLE.Y) @ w.T
    slopes = (hidden * (1 - hidden), np.ones_like(z), z * (1 - z), nn.sigmoid(hidden) * (1 - nn.sigmoid(hidden)))
    for (_, cell), slope in zip(table("slides", "what went wrong"), slopes, strict=True):
        assert numbers(cell) == [pytest.approx(inputs[0, 3] * (slope * back)[0, 2], abs=1e-6)]


def test_the_numbers_of_the_first_written_question() -> None:
    errors = nn.softmax(np.array([[1.0, 2.0, 3.0]]))[0] - [0, 1, 0]
    assert ", ".join(f"{error:.4f}" for error in errors) in text("written-rubric")


def test_a_wrong_factor_looks_like_a_wrong_rate() -> None:
    scaled, _ = nn.standardize(X, X)
    Y, start = nn.encode_targets(nn.LOGISTIC, LABELS), nn.init_params(nn.LOGISTIC, 0)
    right, large, small = (numbers(cell) for _, cell in table("slides", "gradient"))
    ends = [nn.train(nn.LOGISTIC, start, scaled, Y, RATE * factor, 1000)[1][-300:] for factor in (1, 80, 1 / 80)]
    assert ends[0][-1] == pytest.approx(right[0], abs=5e-4)
    assert [ends[1].min(), ends[1].max()] == pytest.approx(large, abs=0.6)  # it differs with rounding errors
    assert ends[2][-1] == pytest.approx(small[0], abs=5e-4)
    assert all(a > b for a, b in pairwise(ends[2]))


def scaled(way: str, fit: nn.Array, held: nn.Array) -> tuple[nn.Array, nn.Array]:
    """Return both sets, the test set scaled by the training set, by all rows or by itself."""
    if way == "all rows":
        everything, _ = nn.standardize(X, X)
        return everything[fit], everything[held]
    return nn.standardize(X[fit], X[fit])[0], nn.standardize(X[held if way == "itself" else fit], X[held])[1]


def test_what_leakage_in_standardization_costs() -> None:
    found = {}
    for way in ("the training set", "all rows", "itself"):
        for network in (nn.LOGISTIC, nn.NETWORK):
            predicted = np.zeros((20, 80))
            for seed in range(20):
                for fit, held in nn.k_fold(80, 5, seed):
                    inputs, test = scaled(way, fit, held)
                    Y, start = nn.encode_targets(network, LABELS[fit]), nn.init_params(network, 0)
                    params, _ = nn.train(network, start, inputs, Y, RATE, EPOCHS)
                    predicted[seed, held] = nn.predict(network, params, test)
            found[way, network] = predicted
    for way, changes, accuracies in table("slides", "the test set is scaled by"):
        way = way.split(" (")[0]
        pairs = [(found[way, network], found["the training set", network]) for network in (nn.LOGISTIC, nn.NETWORK)]
        assert numbers(accuracies) == pytest.approx([np.mean(one == LABELS) for one, _ in pairs], abs=1e-3)
        assert numbers(changes) == pytest.approx([np.sum(a != b) for a, b in pairs][: len(numbers(changes))], abs=3)


def test_columns_chosen_by_the_labels_make_noise_look_informative() -> None:
    network = nn.Network((10, 1), output="sigmoid")
    for line, (_, cell) in enumerate(table("slides", "columns chosen by")):
        found = []
        for seed in range(5):
            noise, right = np.random.default_rng(seed).normal(size=(80, 1000)), 0.0
            for fit, held in nn.k_fold(80, 5, seed):
                rows = fit if line else np.arange(80)
                correlation = np.corrcoef(noise[rows].T, LABELS[rows])[-1, :-1]
                best = noise[:, np.argsort(-np.abs(correlation))[:10]]
                right += float(nn.cross_validate(network, best, LABELS, [(fit, held)], 1.0, 300, 0)[0]) * len(held)
            found.append(two_places(right / 80))
        assert cell == ", ".join(found)


def test_the_twenty_shuffles_of_the_written_part() -> None:
    """The lines that students run, with the reference as their file."""
    lines = re.findall(r"^```python\n(.*?)^```$", text("written"), re.M | re.S)[0]
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
        patch.setitem(sys.modules, "neural_network", nn)
        exec(lines, {})
    counts = np.array([[int(part) for part in line.split()] for line in printed.getvalue().splitlines()])
    ahead = counts[:, 1] - counts[:, 2]
    said = (
        f"ahead {np.sum(ahead > 0)} times, level {np.sum(ahead == 0)} times, behind {np.sum(ahead < 0)}\n  times; "
        f"from {ahead.min()} to +{ahead.max()} students, mean {ahead.mean():.1f}, standard deviation {ahead.std():.1f}"
    )
    assert said in text("written-rubric")
    for differences, dots in table("slides", "network ahead by"):
        assert dots.count("●") == np.isin(ahead, numbers(differences)).sum()
    assert ahead.min() == min(number for row in table("slides", "network ahead by") for number in numbers(row[0]))


@pytest.mark.parametrize(("hidden", "end"), [("sigmoid", 0.4087), ("tanh", np.log(2)), ("relu", np.log(2))])
def test_from_zero_weights_hidden_units_stay_equal(hidden: str, end: float) -> None:
    network, (scaled, _) = nn.Network((2, 4, 2), hidden=hidden), nn.standardize(X, X)
    zeros = [(0 * W, b) for W, b in nn.init_params(network, 0)]
    params, losses = nn.train(network, zeros, scaled, nn.encode_targets(network, LABELS), 1.0, 1000)
    assert np.ptp(params[0][0], axis=1) == pytest.approx([0, 0], abs=1e-12)
    assert losses[-1] == pytest.approx(end, abs=1e-4)


def combined(function: Callable[..., nn.Array], *lists: nn.Params) -> nn.Params:
    return [(function(*[W for W, _ in pairs]), function(*[b for _, b in pairs])) for pairs in zip(*lists, strict=True)]


def plain(rate: float) -> Move:
    return lambda params, grads: nn.update(params, grads, rate)


def momentum(rate: float) -> Move:
    kept: list[nn.Params] = []

    def move(params: nn.Params, grads: nn.Params) -> nn.Params:
        kept.append(combined(lambda v, g: 0.9 * v + g, kept[-1], grads) if kept else grads)
        return nn.update(params, kept[-1], rate)

    return move


def adam(rate: float) -> Move:
    means: list[tuple[nn.Params, nn.Params]] = []

    def move(params: nn.Params, grads: nn.Params) -> nn.Params:
        first, second = means[-1] if means else (combined(np.zeros_like, grads),) * 2
        first = combined(lambda m, g: 0.9 * m + 0.1 * g, first, grads)
        second = combined(lambda s, g: 0.999 * s + 0.001 * g**2, second, grads)
        means.append((first, second))
        t = len(means)
        direction = combined(lambda m, s: m / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), first, second)
        return nn.update(params, direction, rate)

    return move


def epochs(network: nn.Network, seed: int, inputs: nn.Array, Y: nn.Array, move: Move, mark: float, most: int) -> int:
    """Return how many epochs it takes until the loss is below the mark, at most `most`."""
    params = nn.init_params(network, seed)
    for epoch in range(most):
        activations = nn.forward(network, params, inputs)
        if nn.loss(network, params, activations[-1], Y) < mark:
            return epoch
        params = move(params, nn.backward(network, params, activations, Y))
    return most


def near(cell: str, measured: Sequence[int]) -> bool:
    return "unsteady" in cell or numbers(cell) == pytest.approx(measured, rel=0.05, abs=2)


def test_the_first_step_of_adam_is_the_rate_whatever_the_gradient_is() -> None:
    zero, grads = [(np.zeros((1, 2)), np.zeros(1))], [(np.array([[1000.0, -0.01]]), np.array([3.0]))]
    (W, b), *_ = adam(0.1)(zero, grads)
    assert [*W[0], *b] == pytest.approx([-0.1, 0.1, -0.1], rel=1e-5)


def test_momentum_on_xor() -> None:
    corners, Y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])
    network = nn.Network((2, 4, 1), hidden="tanh", output="sigmoid")
    for rate, *cells in table("extensions", "learning rate | epochs without"):
        for cell, method in zip(cells, (plain, momentum), strict=True):
            needed = [epochs(network, seed, corners, Y, method(float(rate)), 0.01, 3000) for seed in range(5)]
            assert near(cell, [min(needed), max(needed)])


def test_adam_on_raw_scores() -> None:
    Y = nn.encode_targets(nn.LOGISTIC, LABELS)
    for rate, cell in table("extensions", "learning rate | epochs |"):
        assert near(cell, [epochs(nn.LOGISTIC, 0, X, Y, adam(float(rate)), 0.41, 6000)])
    for rate in (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3):
        assert epochs(nn.LOGISTIC, 0, X, Y, plain(rate), 0.41, 6000) == 6000
    needed = epochs(nn.LOGISTIC, 0, nn.standardize(X, X)[0], Y, plain(1.0), 0.4055, 200)
    assert f"after {needed} epochs" in " ".join(text("extensions").split())


def test_the_digits() -> None:
    assert (DIGITS.shape, np.sum(DIGITS.std(axis=0) == 0)) == ((1797, 64), 3)
    network, (fit, held) = nn.Network((64, 32, 10)), nn.k_fold(1797, 5, 0)[0]
    inputs, test = nn.standardize(DIGITS[fit], DIGITS[held])
    Y, params, done = nn.encode_targets(network, DIGIT_LABELS[fit]), nn.init_params(network, 0), 0
    said = re.findall(r"(0\.\d{3})\s+(?:after|在) (\d+)", " ".join(text("extensions").split()))
    for accuracy, after in said:
        params, _ = nn.train(network, params, inputs, Y, 1.0, int(after) - done)
        done = int(after)
        assert np.mean(nn.predict(network, params, test) == DIGIT_LABELS[held]) == pytest.approx(
            float(accuracy), abs=0.004
        )
    assert done == 200
    for rate, *cells in table("extensions", "learning rate | plain"):
        for cell, method in zip(cells, (plain, momentum, adam), strict=True):
            assert near(cell, [epochs(network, 0, inputs, Y, method(float(rate)), 0.1, 600)])


def test_networks_on_the_digits() -> None:
    networks = (nn.Network((64, 10)), nn.Network((64, 32, 10)), nn.Network((64, 64, 10), hidden="tanh"))
    means = []
    for (_, cell), network in zip(table("extensions", "network"), networks, strict=True):
        folds = [nn.k_fold(1797, 5, seed) for seed in range(5)]
        found = [nn.cross_validate(network, DIGITS, DIGIT_LABELS, cut, 1.0, 200, 0).mean() for cut in folds]
        assert numbers(cell) == pytest.approx(found, abs=2e-3)
        means.append(found)
    linear, sigmoid, tanh = np.array(means)
    assert (sigmoid < linear).all()
    assert (tanh > linear).all()
    lines = [numbers(row[1]) + numbers(row[2])[:1] for row in table("slides", "data") if row[0].startswith("digits")]
    assert lines == [pytest.approx([linear.mean(), other.mean()], abs=1e-3) for other in (sigmoid, tanh)]
