"""Random networks, parameters and batches for the checks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np

from assignment.engine.remembered import remembered

from .network import Network

Params = list[tuple[np.ndarray, np.ndarray]]
SIGNS = np.array([-1, 1])
REMEMBERED = 1000
SMALL, TINY, LARGE = 2.0**-50, 2.0**-1000, 2.0**40  # powers of two: a product with them is exact
Value = TypeVar("Value")
Options = ParamSpec("Options")
Drawing = Callable[Concatenate[np.random.Generator, Options], Value]


@dataclass(frozen=True, eq=False)
class Instance:
    """A network with parameters and a batch; equal only to itself.

    Parameters
    ----------
    network : Network
    params : list of (W, b)
        Biases are not zero.
    X : ndarray, shape (m, n_0)
    Y : ndarray, shape (m, n_L)
        One-hot rows for softmax, zeros and ones for sigmoid, real numbers for identity.
    """

    network: Network
    params: Params
    X: np.ndarray
    Y: np.ndarray

    @property
    def names(self) -> list[str]:
        """dW1, db1, dW2, ..."""
        return [f"d{letter}{layer}" for layer in range(1, len(self.params) + 1) for letter in "Wb"]


def drawn_once(function: Drawing[Options, Value]) -> Drawing[Options, Value]:
    """Remember what was drawn: the seed decides it, so it is the same for every submission.

    If the generator is in a state that was seen before, it goes on to the state after that drawing, and the same value
    is returned again; its arrays are read-only.
    """

    @remembered(REMEMBERED, key=_state_and_options)  # the generator's state and the options decide it
    def draw(rng: np.random.Generator, *args: Any, **kwargs: Any) -> tuple[Value, Any]:
        return read_only(function(rng, *args, **kwargs)), rng.bit_generator.state

    @wraps(function)
    def drawn(rng: np.random.Generator, *args: Options.args, **kwargs: Options.kwargs) -> Value:
        value, rng.bit_generator.state = draw(rng, *args, **kwargs)
        return value

    return drawn


def _state_and_options(rng: np.random.Generator, *args: Any, **kwargs: Any) -> Any:
    state: Any = rng.bit_generator.state
    return state["state"]["state"], state["has_uint32"], state["uinteger"], args, *kwargs.items()


def read_only(value: Value) -> Value:
    """Make all arrays of a value read-only and return it."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, Instance):
        read_only((value.params, value.X, value.Y))
    elif isinstance(value, dict):
        read_only(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for item in value:
            read_only(item)
    return value


@drawn_once
def draw(
    rng: np.random.Generator,
    hidden: str = "sigmoid",
    output: str = "softmax",
    objective: str = "cross_entropy",
    l2: float = 0.0,
    hidden_layers: int = 1,
    m: int | None = None,
) -> Instance:
    """Return an instance with three outputs, whose sizes m, n_0, ..., n_{L-1} are all different."""
    sizes = [int(n) for n in rng.permutation(np.arange(4, 11))[: hidden_layers + 2]]
    network = Network((*sizes[1:], 3), hidden, output, objective, l2)
    return instance(rng, network, m or sizes[0])


@drawn_once
def instance(rng: np.random.Generator, network: Network, m: int) -> Instance:
    """Return an instance of a given network."""
    return Instance(network, *fill(rng, network, m))


@drawn_once
def fill(rng: np.random.Generator, network: Network, m: int) -> tuple[Params, np.ndarray, np.ndarray]:
    """Return random parameters, inputs and targets for a network."""
    params = [
        (
            rng.normal(size=(n_in, n_out)) / np.sqrt(n_in) * 1.5,
            rng.uniform(0.2, 0.9, n_out) * SIGNS[rng.integers(0, 2, n_out)],
        )
        for n_in, n_out in zip(network.units[:-1], network.units[1:], strict=True)
    ]
    X = rng.normal(size=(m, network.units[0]))
    return params, X, targets(rng, network, m)


def targets(rng: np.random.Generator, network: Network, m: int) -> np.ndarray:
    """Return random targets that fit the output; every class occurs if m allows it."""
    n = network.units[-1]
    if network.output == "softmax":
        return np.eye(n)[rng.permutation(np.arange(m) % n)]
    if network.output == "sigmoid":
        return rng.permuted((np.arange(m * n) % 2).astype(float)).reshape(m, n)
    return rng.normal(size=(m, n))


def rescaled(case: Instance, inputs: dict[int, float], units: dict[int, float]) -> Instance:
    """Return an instance in which some inputs, and weights from some hidden units, are multiplied by powers of two.

    A factor above 1 is taken back in the weights of that input. The rows of dW1 and the columns of dW1 and db1 are
    multiplied by the same factors, so an exact gradient loses no digit. Differences of the loss lose what is small.
    """
    X, params = case.X.copy(), [(W.copy(), b) for W, b in case.params]
    for i, factor in inputs.items():
        X[:, i] *= factor
        params[0][0][i] /= max(factor, 1.0)
    for j, factor in units.items():
        params[1][0][j] *= factor
    return read_only(Instance(case.network, params, X, case.Y))


def saturating(X: np.ndarray) -> np.ndarray:
    """Return X with every other row so large that activations reach their limits."""
    return X * np.where(np.arange(len(X)) % 2, 1e4, 1.0)[:, None]


def with_outlier(X: np.ndarray, row: int, factor: float) -> np.ndarray:
    """Return X with one row multiplied by a factor."""
    return X * np.where(np.arange(len(X)) == row, factor, 1.0)[:, None]


@drawn_once
def row_of_groups(rng: np.random.Generator, m: int) -> tuple[np.ndarray, np.ndarray]:
    """Return five groups of points along a line, and labels: 1 for the last group, 0 for all others."""
    place = np.arange(m) % 5
    X = place[:, None] + 0.1 * rng.normal(size=(m, 2))
    return X * [3.0, 0.5] + [10.0, -3.0], (place == 4).astype(int)


@drawn_once
def chessboard(rng: np.random.Generator, m: int) -> tuple[np.ndarray, np.ndarray]:
    """Return points near the middle of the 16 fields of a small chessboard, and the fields' colours as labels."""
    field = np.arange(m) % 16
    X = np.c_[field // 4, field % 4] + 0.1 * rng.normal(size=(m, 2))
    return X * [3.0, 0.5] + [10.0, -3.0], (field // 4 + field) % 2


@drawn_once
def blobs(rng: np.random.Generator, m: int, classes: int, spread: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Return points in the plane, one cloud for each class, on scales far from 1, and their labels, sorted."""
    y = np.sort(np.arange(m) % classes)
    angle = 2 * np.pi * (y / classes) + rng.uniform(0, 2 * np.pi)
    X = 2.0 * np.c_[np.cos(angle), np.sin(angle)] + spread * rng.normal(size=(m, 2))
    return X * [12.0, 0.3] + [55.0, -4.0], y
