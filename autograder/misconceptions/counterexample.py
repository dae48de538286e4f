"""The smallest call that a student's function still answers wrongly, as text to paste."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from assignment.checks.engine.instances import Instance
from assignment.checks.engine.network import Network
from assignment.checks.engine.student import Student
from assignment.checks.engine.table import Table
from autograder.reference import reference

from ..names import clean
from .answers import NOT_AGAIN, Answer, asked, computed, same
from .matching import Interview

MAX_CALLS = 120
MAX_WIDTH = 240
MAX_SECONDS = 2.0
EPOCHS = 2
RATE = 0.5
NAMES = {
    "sigmoid": ("z",),
    "relu": ("z",),
    "softmax": ("z",),
    "activation_gradient": ("name", "a"),
    "forward": ("network", "params", "X"),
    "loss": ("network", "params", "Y_hat", "Y"),
    "backward": ("network", "params", "activations", "Y"),
    "update": ("params", "grads", "learning_rate"),
    "train": ("network", "params", "X", "Y", "learning_rate", "epochs"),
    "predict": ("network", "params", "X"),
    "standardize": ("X_train", "X_test"),
}
Args = tuple[Any, ...]


@dataclass
class Shrinker:
    """Tries smaller calls and keeps the smallest that is still answered wrongly.

    Parameters
    ----------
    student : Student
    function : str
    left : int
        Calls that may still be made.
    """

    student: Student
    function: str
    left: int = MAX_CALLS
    finite: bool = False

    def __post_init__(self) -> None:
        self._end = time.monotonic() + MAX_SECONDS

    def answers(self, args: Args) -> tuple[Answer, Answer] | None:
        """What the student's function and the reference answer, if they differ and the right answer is finite."""
        if self.left <= 0 or time.monotonic() > self._end:
            return None
        right = computed(getattr(reference, self.function), *args)
        if right.failed or not _is_finite(right.value):
            return None
        self.left -= 1
        got = asked(self.student, self.function, args)
        hung = got.stopped is not None and got.stopped.outcome in NOT_AGAIN
        return None if hung or same(got, right) or (self.finite and not _is_finite(got.value)) else (got, right)

    def smallest(self, args: Args) -> Args:
        """Fewest rows, units and layers first, then the simplest numbers."""
        shrunk = True
        while shrunk and self.left > 0:
            shrunk = False
            for smaller in _smaller(self.function, args):
                if self.answers(smaller):
                    args, shrunk = smaller, True
                    break
        for place in range(len(_arrays(args))):
            for simpler in _simpler(args, place):
                if self.answers(simpler):
                    args = simpler
                    break
        return args


def counterexample(interview: Interview, student: Student) -> list[str]:
    """At most eight lines: the arguments, the call, what it gave and what was expected; empty if there are none."""
    function = interview.function
    if function not in NAMES:
        return []
    shrinker = Shrinker(student, function)
    for number in interview.wrong[:3]:
        args = _short(function, interview.questions[number].args)
        first = shrinker.answers(args)
        if first:
            shrinker.finite = _is_finite(first[0].value)  # or it may shrink to another mistake
            args = shrinker.smallest(args)
            shrinker.left += 2
            rounded = _rounded_activations(function, args)
            args = rounded if shrinker.answers(rounded) else args
            found = shrinker.answers(args)
            return _lines(function, args, *found) if found else []
    return []


def _rounded_activations(function: str, args: Args) -> Args:
    """Given activations need not be exact: they are arguments like others."""
    if function != "backward":
        return args
    return (*args[:2], [np.round(A, 2) for A in args[2]], args[3])


def _short(function: str, args: Args) -> Args:
    return (*args[:4], RATE, EPOCHS) if function == "train" else args


def _smaller(function: str, args: Args) -> Iterator[Args]:
    """Calls that are one step smaller."""
    if isinstance(args[0], Network):
        yield from (
            _as_args(function, case, args) for case in _smaller_cases(_as_case(function, args), function != "loss")
        )
    elif function == "update":
        params, grads, rate = args
        if len(params) > 1:
            yield from ((params[i : i + 1], grads[i : i + 1], rate) for i in range(len(params)))
        for shape in ((1, 1), (2, 1), (1, 2)):
            small = [[(W[: shape[0], : shape[1]], b[: shape[1]]) for W, b in pairs] for pairs in (params, grads)]
            if small[0][0][0].size < params[0][0].size:
                yield (*small, rate)
    elif function == "standardize":
        train, test = args
        yield from ((train[:m], test) for m in (2, 3) if m < len(train))
        if len(test) > 1:
            yield train, test[:1]
        if train.shape[1] > 1:
            yield from ((train[:, [j]], test[:, [j]]) for j in range(train.shape[1]))
    else:
        z = np.asarray(args[-1])
        for axis in range(z.ndim):
            if z.shape[axis] > 1:
                yield from ((*args[:-1], np.take(z, [i], axis)) for i in range(z.shape[axis]))
                yield (*args[:-1], np.take(z, range(z.shape[axis] - 1), axis))


def _as_case(function: str, args: Args) -> Instance:
    network, params, data = args[:3]
    X = data[0] if function == "backward" else data
    Y = args[3] if len(args) > 3 else np.zeros((len(X), network.units[-1]))
    return Instance(network, params, X, Y)


def _as_args(function: str, case: Instance, args: Args) -> Args:
    if function == "backward":
        return (case.network, case.params, reference.forward(case.network, case.params, case.X), case.Y)
    return (case.network, case.params, case.X, case.Y, *args[4:])[: len(args)]


def _smaller_cases(case: Instance, has_inputs: bool) -> Iterator[Instance]:
    """Fewer rows, fewer units in a layer (of the inputs too), plainer networks; loss has predictions for inputs."""
    network, params = case.network, case.params
    if len(case.X) > 1:
        yield from (replace(case, X=case.X[[i]], Y=case.Y[[i]]) for i in range(min(len(case.X), 8)))
        yield from (replace(case, X=case.X[:m], Y=case.Y[:m]) for m in (2, 3) if m < len(case.X))
    for layer, n in enumerate(network.units):
        for fewer in (1, 2):
            enough = layer < len(params) or fewer > 1 or network.output != "softmax"
            if fewer < n and enough:
                yield _cut(case, layer, fewer, has_inputs)
    if len(params) > 2 and has_inputs:
        X = np.repeat(case.X[:, :1], network.units[1], axis=1)
        yield Instance(replace(network, units=network.units[1:]), params[1:], X, case.Y)
    if network.l2:
        yield replace(case, network=replace(network, l2=0.0))


def _cut(case: Instance, layer: int, n: int, has_inputs: bool) -> Instance:
    params = list(case.params)
    if layer > 0:
        W, b = params[layer - 1]
        params[layer - 1] = W[:, :n], b[:n]
    if layer < len(params):
        W, b = params[layer]
        params[layer] = W[:n], b
    units = (*case.network.units[:layer], n, *case.network.units[layer + 1 :])
    last = layer == len(case.params)
    X = case.X[:, :n] if (layer == 0 and has_inputs) or (last and not has_inputs) else case.X
    Y = case.Y[:, :n] if last else case.Y
    if last and case.network.output == "softmax":
        Y = np.eye(n)[np.argmax(case.Y, axis=1) % n]
    return Instance(replace(case.network, units=units), params, X, Y)


def _arrays(value: Any) -> list[np.ndarray]:
    if isinstance(value, np.ndarray):
        return [value]
    return [leaf for item in value for leaf in _arrays(item)] if isinstance(value, (list, tuple)) else []


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]


def _simpler(args: Args, place: int) -> Iterator[Args]:
    """The same call with rounder numbers in one array; targets and activations are left alone."""
    old = _arrays(args)[place]
    probabilities = bool(np.all((old > 0) & (old < 1)))
    steps: tuple[Callable[[Any], Any], ...] = (
        np.sign,
        np.round,
        lambda a: np.round(a * 2) / 2,
        lambda a: np.round(a, 1),
    )
    for step in steps[3:] if probabilities else steps:
        new = step(old) + 0.0  # no -0.0
        stays = not probabilities or bool(np.all((new > 0) & (new < 1)))
        if stays and not np.array_equal(new, old):
            yield _replaced(args, place, new)


def _replaced(args: Args, place: int, new: np.ndarray) -> Args:
    numbers = iter(range(10_000))

    def rebuild(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return new if next(numbers) == place else value
        return type(value)(rebuild(item) for item in value) if type(value) in (list, tuple) else value

    rebuilt: Args = rebuild(args)
    if isinstance(args[0], Network) and len(args) == 4 and isinstance(args[2], list):  # backward
        case = Instance(rebuilt[0], rebuilt[1], rebuilt[2][0], rebuilt[3])
        return _as_args("backward", case, rebuilt)
    return rebuilt


def _lines(function: str, args: Args, got: Answer, right: Answer) -> list[str]:
    names = NAMES[function]
    given = [f"{name} = {_text(value)}" for name, value in zip(names, args, strict=True) if not _plain(value)]
    call = ", ".join(_text(value) if _plain(value) else name for name, value in zip(names, args, strict=True))
    answer = " ".join(clean(got.stopped.describe()).split()) if got.stopped else _text(_few_digits(got.value))
    lines = [*given, f"{function}({call})", f"# got      {answer}", f"# expected {_text(_few_digits(right.value))}"]
    return [] if any(len(line) > MAX_WIDTH or not line.isprintable() for line in lines) else lines


def _few_digits(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(_few_digits(item) for item in value)
    if isinstance(value, (np.ndarray, Table)):
        value = np.asarray(value)
        return np.array([float(f"{x:.5g}") for x in value.ravel()]).reshape(value.shape)
    return float(f"{value:.5g}") if isinstance(value, float) else value


def _is_finite(value: Any) -> bool:
    try:
        return all(bool(np.all(np.isfinite(leaf))) for leaf in _leaves(value))
    except TypeError:  # a text, a table
        return False


def _plain(value: Any) -> bool:
    return isinstance(value, (int, float, str))


def _text(value: Any) -> str:
    """A value as Python that can be pasted after ``import numpy as np``."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()})"
    if isinstance(value, Network):
        fields = ("hidden", "output", "objective", "l2")
        default = Network(value.units)
        others = [f"{n}={getattr(value, n)!r}" for n in fields if getattr(value, n) != getattr(default, n)]
        return f"Network({', '.join([repr(value.units), *others])})"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(_text(item) for item in value)
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    return repr(value)
