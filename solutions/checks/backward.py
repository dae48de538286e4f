"""Hidden checks of backward, which is given the right activations."""

import contextlib
import copy
import time
from typing import Any

import numpy as np

from assignment.checks import unpack
from assignment.checks.backward import BY_FORMULAS
from assignment.checks.instances import SMALL, Instance, draw, drawn_once, instance, read_only
from assignment.checks.network import Network
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.outcomes import Outcome, Stopped
from assignment.engine.registry import Kind, check
from assignment.engine.remembered import remembered
from assignment.engine.student import Student
from solutions import neural_network as reference
from solutions.checks.scales import Scales, on_scale, uneven

PLAIN = "no hidden layer"
DEEP = (40,) * 10  # one call of forward for each weight takes far longer than any loop over the weights
MOST_FORWARDS = 200
LONGEST_FORWARD = 0.004  # seconds; a forward that waits must not buy time for backward
TRIES = 3
HOPELESS = 1.0  # seconds; not measured again
ROUGH = 1e-3  # a made-up gradient differs by more than that, a right one never does
QUICK = 0.4  # seconds; always allowed, so that a loop over 14,400 weights passes even if forward is very fast


def _compare(
    nn: Student, case: Instance, wanted: list[str], hint: str = "", key: str = "", scales: Scales | None = None
) -> None:
    """Compare the named gradients (dW1, db1, ...) with the reference's; with a key, call once for all checks."""
    got, want = _gradients(nn, case, key)
    triples = [(name, got[name], want[name]) for name in wanted]
    expect.all_close([on_scale(*triple, scales) for triple in triples] if scales else triples, hint=hint)


def _gradients(nn: Student, case: Instance, key: str = "") -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Return the student's gradients and the right ones, by their names."""
    activations, want = _right(case)
    args = case.network, case.params, activations, case.Y
    grads = nn.once(key, "backward", *args) if key else nn.backward(*args)
    got = [a for pair in unpack.pairs(grads, case.network, "grads") for a in pair]
    return dict(zip(case.names, got, strict=True)), want


def _hidden(nn: Student, rng: np.random.Generator, *wanted: str, **options: Any) -> None:
    """Compare gradients of the first layer; some inputs and hidden units count far less than others."""
    case, scales = uneven(rng, draw(rng, **options))
    _compare(nn, case, list(wanted), scales=scales)


def _layer(nn: Student, rng: np.random.Generator, wanted: str, hint: str = "", key: str = "", **options: Any) -> None:
    """Compare a gradient of a network with one hidden layer; without that layer, small numbers must not be lost."""
    plain = _plain(rng)
    case, scales = uneven(rng, draw(rng, **options), unlikely=True)
    _compare(nn, case, [wanted], hint, key, scales)
    lost = _right_for_ordinary_inputs_alone(nn, *plain)
    expect.require(not lost, _("without a hidden layer, small numbers are lost"), hint=BY_FORMULAS)


def _plain(rng: np.random.Generator) -> tuple[Instance, Scales]:
    """Return logistic regression."""
    network = Network((int(rng.integers(5, 9)), 1), output="sigmoid")
    return uneven(rng, instance(rng, network, 9))


def _right_for_ordinary_inputs_alone(nn: Student, case: Instance, scales: Scales) -> bool:
    """Return whether only the weights of very small or very large inputs have wrong gradients."""
    try:
        grads, want = _gradients(nn, case, PLAIN)
        got, right = expect.array(grads["dW1"], "dW1"), np.squeeze(want["dW1"])
    except (Stopped, expect.Wrong):
        return False  # another check judges that
    ordinary = np.squeeze(scales["dW1"] == 1.0)
    if got.shape != right.shape or not expect.agrees(got[ordinary], right[ordinary], ROUGH):
        return False
    _name, got, right = on_scale("dW1", got, right, scales)
    return not expect.agrees(got, right, ROUGH)


@remembered(500)  # an instance equals only itself, and is read-only
def _right(case: Instance) -> tuple[list[np.ndarray], dict[str, np.ndarray]]:
    """Return the activations, and the gradients by their names."""
    activations = reference.forward(case.network, case.params, case.X)
    grads = reference.backward(case.network, case.params, activations, case.Y)
    return read_only((activations, dict(zip(case.names, [a for pair in grads for a in pair], strict=True))))


@check(points=0.5, instance="gradient")
def output_weights(nn: Student, rng: np.random.Generator) -> None:
    """the output layer's weight gradient"""
    _layer(nn, rng, "dW2", key="gradient")


@check(points=0.5, instance="gradient")
def output_bias(nn: Student, rng: np.random.Generator) -> None:
    """the output layer's bias gradient"""
    _layer(nn, rng, "db2", _("db_L is made from D_L and has one number for each unit"), key="gradient")


@check(points=0.5, instance="gradient")
def hidden_weights(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer's weight gradient"""
    _layer(nn, rng, "dW1", key="gradient")


@check(points=0.5, instance="gradient")
def hidden_bias(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer's bias gradient"""
    _layer(nn, rng, "db1", key="gradient")


@check(points=0.5)
def every_bias(nn: Student, rng: np.random.Generator) -> None:
    """the bias gradients of all layers in every configuration"""
    for hidden, output, objective in (
        ("tanh", "softmax", "cross_entropy"),
        ("relu", "sigmoid", "cross_entropy"),
        ("sigmoid", "identity", "squared_error"),
        ("tanh", "sigmoid", "squared_error"),
        ("relu", "softmax", "squared_error"),
    ):
        _compare(nn, draw(rng, hidden, output, objective, hidden_layers=2), ["db1", "db2", "db3"])


@check(points=0.5)
def hidden_tanh(nn: Student, rng: np.random.Generator) -> None:
    """a tanh hidden layer's gradient"""
    _hidden(nn, rng, "dW1", hidden="tanh")


@check(points=0.5)
def hidden_relu(nn: Student, rng: np.random.Generator) -> None:
    """a relu hidden layer's gradient"""
    _hidden(nn, rng, "dW1", hidden="relu")


@check(points=0.5, instance="gradient")
def sigmoid_cross_entropy(nn: Student, rng: np.random.Generator) -> None:
    """sigmoid output with cross-entropy: the output layer"""
    _layer(nn, rng, "dW2", output="sigmoid")


@check(points=0.5, instance="gradient")
def squared_error_output(nn: Student, rng: np.random.Generator) -> None:
    """squared error with identity and sigmoid outputs: the output layer"""
    for output, fresh in zip(("identity", "sigmoid"), (rng, copy.deepcopy(rng)), strict=True):
        _layer(nn, fresh, "dW2", output=output, objective="squared_error")


@check(points=0.5, instance="gradient")
def squared_error_softmax(nn: Student, rng: np.random.Generator) -> None:
    """squared error with softmax outputs: the output layer"""
    _layer(nn, rng, "dW2", output="softmax", objective="squared_error")


@check(points=0.5)
def squared_error_hidden(nn: Student, rng: np.random.Generator) -> None:
    """squared error with sigmoid outputs: the hidden layer"""
    _hidden(nn, rng, "dW1", output="sigmoid", objective="squared_error")


@check(points=0.5)
def deep(nn: Student, rng: np.random.Generator) -> None:
    """three weight layers: the first layer, also when another batch went through forward last"""
    other = draw(rng, hidden_layers=2)
    with contextlib.suppress(Stopped):  # only what forward may remember matters here
        nn.own("forward", other.network, other.params, other.X)
    for hidden in ("sigmoid", "tanh", "relu"):
        _hidden(nn, rng, "dW1", "db1", hidden=hidden, hidden_layers=2)


@check(points=0.5, instance="gradient")
def no_hidden_layer(nn: Student, rng: np.random.Generator) -> None:
    """no hidden layer: logistic regression"""
    case, scales = _plain(rng)
    _compare(nn, case, ["dW1"], key=PLAIN, scales=scales)


@drawn_once
def _idle_input(rng: np.random.Generator) -> Instance:
    """Return an instance with an input that is always 0, and whose weights are very small."""
    case = draw(rng, hidden_layers=2)
    (W, b), *others = case.params
    weights = W * np.where(np.arange(len(W)) == 0, SMALL, 1.0)[:, None]
    return read_only(Instance(case.network, [(weights, b), *others], case.X * (np.arange(len(W)) > 0), case.Y))


@check(points=0.5)
def penalty(nn: Student, rng: np.random.Generator) -> None:
    """l2 adds l2 W to each weight gradient and nothing to the biases"""
    l2 = 0.3
    case = _idle_input(rng)
    network = Network(case.network.units, l2=l2)
    activations = reference.forward(case.network, case.params, case.X)
    plain, penalised = (
        unpack.pairs(nn.backward(n, case.params, activations, case.Y), n, "grads") for n in (case.network, network)
    )
    triples = []
    for layer, ((W, b), old, new) in enumerate(zip(case.params, plain, penalised, strict=True), 1):
        for name, i, want in ((f"dW{layer}", 0, l2 * W), (f"db{layer}", 1, np.zeros_like(b))):
            before, after = (expect.array(g[i], name) for g in (old, new))
            what = _("{name} does not have the shape of its parameter", name=name)
            expect.require(before.shape == after.shape == want.shape, what)
            triples.append((_("what the penalty adds to {name}", name=name), after - before + 1.0, want + 1.0))
            if name == "dW1" and not np.any(before[0]):  # else the data's part is wrong: others judge it
                triples.append(
                    (_("the penalty's part for an idle input"), (after - before)[0] / SMALL, want[0] / SMALL)
                )
    expect.all_close(triples, expect.LOOSE)


@check(points=1, kind=Kind.BESIDE, slow=True)
def analytic(nn: Student, rng: np.random.Generator) -> None:
    """backward is much faster than finite differences of the loss"""
    small = draw(rng)
    network = Network(DEEP)
    times = []
    for _try in range(TRIES):
        case = instance(rng, network, 1)  # a new one each time, so that no answer can be remembered
        try:
            right, moves, taken = _agrees(nn, case, ROUGH)
        except Stopped as stopped:
            _require_fast(stopped.outcome != Outcome.TIMEOUT)  # the limit is longer than that
            raise
        expect.require(moves, _("the gradient is zero"), hint=_("write backward first"))
        expect.require(
            right or not _rightly(nn, small), _("the gradient is right for a small network, but wrong for a larger one")
        )
        times.append(taken)
        if times[0] > HOPELESS or taken <= QUICK:
            break
    if min(times) <= QUICK:
        return
    _require_fast(min(times) <= MOST_FORWARDS * min(_forward_seconds(nn, case), LONGEST_FORWARD))


def _require_fast(condition: bool) -> None:
    expect.require(
        condition,
        _("backward takes more than {number} times as long as forward", number=MOST_FORWARDS),
        hint=_("compute the gradient by its formula, do not estimate it by differences of the loss"),
    )


def _rightly(nn: Student, case: Instance) -> bool:
    """Return whether the gradient of a small network is right; if not, the other checks have taken points for it."""
    try:
        return _agrees(nn, case, expect.TIGHT)[0]
    except (Stopped, expect.Wrong):
        return False


def _agrees(nn: Student, case: Instance, tolerance: float) -> tuple[bool, bool, float]:
    """Return whether the whole gradient is right, whether it is not zero, and the seconds that the call took."""
    activations, want = _right(case)
    start = time.perf_counter()
    grads = nn.backward(case.network, case.params, activations, case.Y)
    taken = time.perf_counter() - start
    pairs = unpack.pairs(grads, case.network, "grads")
    moves = any(bool(np.any(expect.array(dW, _("a gradient")) != 0)) for dW, _db in pairs)
    got = [a for pair in pairs for a in pair]
    return all(expect.agrees(a, want[name], tolerance) for name, a in zip(case.names, got, strict=True)), moves, taken


def _forward_seconds(nn: Student, case: Instance) -> float:
    """Return the shortest time of some calls of the student's own forward; 0 if it fails: its own task judges that."""
    times = []
    for _try in range(TRIES):
        start = time.perf_counter()
        try:
            nn.own("forward", case.network, case.params, case.X)
        except Stopped:
            return 0.0
        times.append(time.perf_counter() - start)
    return min(times)
