"""Wrong beliefs about sigmoid, softmax and the slopes."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from assignment.engine.answers import asked, computed, same
from assignment.engine.mistakes import Args, On, Responses, Shrinking, TaskMistakes
from assignment.questions.activations import ASKED
from solutions import neural_network as reference

from .on import words

SWITCHES = {
    "sigmoid": words("A01 A04 A17 A18 A18:steep A18:step"),
    "relu": words("A23 A23:abs A23:above"),
    "softmax": (
        *words("A08 A08:rows A09 A09:rows A10 A11 A11:batch A15 A15:plain A15:shifted"),
        *words("A19 A19:shifted A20 A24"),
    ),
    "activation_gradient": (
        *words("A05 A05:sigmoid A05:tanh A05:inverse A05:logit A07 A22 A22:sigmoid A22:tanh"),
        *words("B69 B70 B70:rest B76"),
    ),
}


def sigmoid(on: On, z: Any) -> Any:
    """Falling (A01); one formula for a whole array (A04); times its input (A17); another function (A18)."""
    z = np.asarray(z, float)
    if "A01" in on:
        return reference.sigmoid(-z)
    if "A04" in on:
        return 1 / (1 + np.exp(-z)) if np.all(z >= 0) else np.exp(z) / (1 + np.exp(z))
    if "A18" in on:
        return np.tanh(z)
    if "A18:step" in on:
        return np.where(z > 0, 1.0, 0.0)
    return reference.sigmoid(2 * z if "A18:steep" in on else z) * (z if "A17" in on else 1.0)


def relu(on: On, z: Any) -> Any:
    """Something else than 0 below 0 (A23)."""
    z = np.asarray(z, float)
    if "A23" in on:
        return np.where(z > 0, z, 0.01 * z)
    if "A23:above" in on:
        return np.where(z > 0, 1.0, 0.0)
    return np.abs(z) if "A23:abs" in on else reference.relu(z)


def softmax(on: On, z: Any) -> Any:
    """Sums over the matrix (A08), the columns (A09) or on the wrong side (A10); no shift (A11); no exp above (A15).

    Exponentials of exponentials (A19), the logarithm (A20), no exponentials at all (A24).
    """
    if on & {"A19", "A19:shifted"}:
        z = np.exp(z - np.max(z, axis=1, keepdims=True) if "A19:shifted" in on else z)
    if "A24" in on:
        return z / np.sum(z, axis=1, keepdims=True)
    if "A20" in on:
        z = z - np.max(z, axis=1, keepdims=True)
        return z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    rows = np.max(z, axis=1, keepdims=True)
    shift = rows
    if "A11" in on or "A15" in on:
        shift = np.zeros_like(rows)
    elif on & {"A08", "A11:batch"}:
        shift = np.max(z)
    elif "A09" in on:
        shift = np.max(z, axis=0)
    e = np.exp(z - shift)
    if on & {"A08", "A08:rows"}:
        total = e.sum()
    elif on & {"A09", "A09:rows"}:
        total = e.sum(axis=0)
    else:
        total = e.sum(axis=1, keepdims="A10" not in on)
    above = z if "A15:plain" in on else z - shift if on & {"A15", "A15:shifted"} else e
    return above / total


def activation_gradient(on: On, name: str, a: Any) -> Any:
    """The formula's argument taken for z (A05), another activation's slope (A07), a wrong sign (A22, B76)."""
    if name == "sigmoid" and on & {"A05", "A05:sigmoid"}:
        a = reference.sigmoid(a)
    if name == "tanh" and on & {"A05", "A05:tanh"}:
        a = np.tanh(a)
    if name == "tanh" and "A05:inverse" in on:
        return 1 - np.arctanh(a) ** 2
    if name == "sigmoid" and "A05:logit" in on:
        z = np.log(a / (1 - a))
        return z * (1 - z)
    if name == "sigmoid" and on & {"B70", "B70:rest"}:
        return a if "B70" in on else 1 - a
    if name == "tanh" and "B76" in on:
        return 1 + a**2
    if name == "relu" and "B69" in on:
        return np.ones_like(a)
    if name == "sigmoid" and "A07" in on:
        name = "tanh"
    reversed_ = "A22" in on or f"A22:{name}" in on
    return (-1.0 if reversed_ else 1.0) * reference.activation_gradient(name, a)


def for_single_numbers(responses: Responses) -> str:
    """A02 if the function answers numbers, though not arrays."""
    function = responses.function
    if function not in ("sigmoid", "relu", "activation_gradient") or not responses.stops:
        return ""
    names = ("sigmoid", "tanh", "relu") if function == "activation_gradient" else ("",)
    return "A02" if any(_numbers_only(responses, (name,) if name else ()) for name in names) else ""


def _numbers_only(responses: Responses, first: tuple[str, ...]) -> bool:
    student, function, right = responses.student, responses.function, getattr(reference, responses.function)
    numbers, arrays = (0.0, 0.7), ([0.7, 0.3], [[0.7], [0.3]], [[0.7, 0.3], [0.2, 0.1]])  # a matrix can be square
    stops = [asked(student, function, (*first, np.array(values))).stopped for values in arrays]
    refused = all(stop and {"TypeError", "ValueError"} & set(stop.why.kinds) for stop in stops)
    return refused and all(same(asked(student, function, (*first, x)), computed(right, *first, x)) for x in numbers)


def smaller(args: Args) -> Iterator[Args]:
    """One row or column, or the last one left out."""
    z = np.asarray(args[-1])
    for axis in range(z.ndim):
        if z.shape[axis] > 1:
            yield from ((*args[:-1], np.take(z, [i], axis)) for i in range(z.shape[axis]))
            yield (*args[:-1], np.take(z, range(z.shape[axis] - 1), axis))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sigmoid": sigmoid,
    "relu": relu,
    "softmax": softmax,
    "activation_gradient": activation_gradient,
}
TASK = TaskMistakes(
    SWITCHES, FUNCTIONS, ASKED, shrinking={name: Shrinking(smaller) for name in FUNCTIONS}, in_pairs=True
)
