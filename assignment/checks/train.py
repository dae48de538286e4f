"""Checks of train."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from . import unpack
from .instances import Instance, Params, draw, fill, saturating
from .network import Network
from .slopes import goes_along, smooth

EX4_SHA256 = "a4d0cacaed4918c7ebff7477b8d7a4b5a269042183405087fe040df657219b94"
EX4 = Path(__file__).resolve().parent.parent / "data" / "ex4.csv"

TRAINED = _("the trained params")


def ex4() -> tuple[np.ndarray, np.ndarray]:
    """Return the 80 rows, standardized, and their labels; Wrong if the file is damaged."""
    text = EX4.read_bytes().replace(b"\r\n", b"\n") if EX4.is_file() else b""
    intact = hashlib.sha256(text).hexdigest() == EX4_SHA256
    expect.require(intact, _("data/ex4.csv is not the file that came with the assignment: copy it again"))
    table = np.loadtxt(text.decode("ascii").splitlines(), delimiter=",", skiprows=1)
    X = table[:, :2]
    return (X - X.mean(axis=0)) / X.std(axis=0), table[:, 2].astype(int)


def run(nn: Student, *args: Any, key: str = "") -> tuple[Any, Any]:
    """Call train and take its result apart; with a key it is called only once for all checks."""
    value = nn.once(key, "train", *args) if key else nn.train(*args)
    params, losses = expect.items(value, 2, _("what {function} returns", function="train"))
    return params, losses


@check(points=1, instance="start", kind=Kind.SHAPES)
def shapes(nn: Student, rng: np.random.Generator) -> None:
    """train returns (params, losses), with one loss for each step"""
    case = draw(rng)
    epochs = int(rng.integers(4, 9))
    params, losses = run(nn, case.network, case.params, case.X, case.Y, 0.5, epochs, key="start")
    expect.shape(losses, (epochs,), "losses")
    trained = unpack.pairs(params, case.network, TRAINED)
    for layer, (new, old) in enumerate(zip(trained, case.params, strict=True), 1):
        for letter, got, want in zip("Wb", new, old, strict=True):
            parameter = f"{letter}{layer}"
            name = _("the shape of {name}", name=parameter)
            expect.close(np.array(np.squeeze(got).shape), np.squeeze(want).shape, name)


@check(points=1, uses=("forward", "loss"), instance="start")
def before_the_first_step(nn: Student, rng: np.random.Generator) -> None:
    """losses[0] is the loss before the first step"""
    case = draw(rng)
    epochs = int(rng.integers(4, 9))
    losses = run(nn, case.network, case.params, case.X, case.Y, 0.5, epochs, key="start")[1]
    activations = unpack.activations(nn.forward(case.network, case.params, case.X), case.network, case.X)
    want = nn.loss(case.network, case.params, activations[-1], case.Y)
    losses = np.atleast_1d(expect.array(losses, "losses"))
    expect.require(losses.size > 0, _("{name} is empty", name="losses"))
    expect.close(losses[0], want, "losses[0]", expect.LOOSE, _("compute the loss before the update"))


@check(points=2, uses=("forward", "loss"), published=True)
def ex4_converges(nn: Student, rng: np.random.Generator) -> None:
    """logistic and softmax regression on ex4 both reach a loss of 0.405447"""
    X, y = ex4()
    epochs = 400
    for network, Y in (
        (Network((2, 1), output="sigmoid"), y[:, None].astype(float)),
        (Network((2, 2)), np.eye(2)[y]),
    ):
        params, _X, _Y = fill(rng, network, 1)
        params, losses = run(nn, network, params, X, Y, 1.0, epochs)
        losses = np.atleast_1d(expect.array(losses, "losses"))
        hint = _("take every step that epochs asks for, also where the loss hardly changes")
        what = _("{number} losses for {epochs} steps", number=losses.size, epochs=epochs)
        expect.require(losses.size >= epochs, what, hint=hint)
        falling = bool(np.all(np.diff(losses) <= 1e-9))
        hint = _("does each step go against the gradient?")
        expect.require(falling, _("the loss rises during training"), hint=hint)
        hint = _("each step starts from the params of the step before")
        expect.close(losses[-1], 0.405447, _("the last loss"), 1e-5, hint)
        trained = unpack.params(params, network, TRAINED)
        activations = unpack.activations(nn.forward(network, trained, X), network, X)
        value = nn.loss(network, trained, activations[-1], Y)
        name, hint = _("the loss with the params that are returned"), _("return the trained params")
        expect.close(value, 0.405447, name, 1e-5, hint)


def _one_step(nn: Student, rng: np.random.Generator, case: Instance, rate: float) -> Params:
    """Return the params after one step, whose length and direction agree with slopes of the student's own loss."""
    args = case.network, case.params, case.X, case.Y, rate
    value, _losses = run(nn, *args, 1)
    trained = unpack.params(value, case.network, TRAINED)
    for layer, (new, old) in enumerate(zip(trained, case.params, strict=True)):
        for which, letter in enumerate("Wb"):
            name, move = f"{letter}{layer + 1}", new[which] - old[which]
            expect.shape(move, old[which].shape, name)
            near = goes_along(nn, rng, case, layer, which, -move / rate)
            hint = _("one step moves each parameter by learning_rate times its slope, against it")
            expect.require(near, _("{name} after one step is wrong", name=name), hint=hint)
    return trained


def _goes_on(nn: Student, case: Instance, first: Params, rate: float, steps: int) -> None:
    """Compare the losses of a training with those of one that starts where its first step ended."""
    network, X, Y = case.network, case.X, case.Y
    whole = expect.array(run(nn, network, case.params, X, Y, rate, steps)[1], "losses")
    rest = expect.array(run(nn, network, first, X, Y, rate, steps - 1)[1], "losses")
    expect.require(whole.shape == (steps,) and rest.shape == (steps - 1,), _("losses: wrong shape"))
    hint = _("each step starts from the params of the step before, and its loss is measured before it")
    name = _("the losses from the second step on, beside those of a training that starts there")
    expect.close(whole[1:], rest, name, expect.LOOSE, hint)
    activations = unpack.activations(nn.forward(network, first, X), network, X)
    expect.close(whole[1], nn.loss(network, first, activations[-1], Y), "losses[1]", expect.LOOSE, hint)


@check(points=0.5, uses=("forward", "loss"))
def one_step(nn: Student, rng: np.random.Generator) -> None:
    """one step goes against the slopes of loss, learning_rate times their length"""
    _one_step(nn, rng, draw(rng), 0.7)


@check(points=1, uses=("forward", "loss"))
def goes_on(nn: Student, rng: np.random.Generator) -> None:
    """every step is made like the first, also with a learning rate so large that the loss rises"""
    case = draw(rng)
    for rate in (0.7, 5.0):
        _goes_on(nn, case, _one_step(nn, rng, case, rate), rate, 12)


@check(points=0.5, uses=("forward", "loss"))
def other_networks(nn: Student, rng: np.random.Generator) -> None:
    """the same with tanh, relu, squared error, none and two hidden layers, and a penalty"""
    for hidden, output, objective, layers in (
        ("tanh", "identity", "squared_error", 1),
        ("relu", "sigmoid", "cross_entropy", 2),
        ("tanh", "softmax", "squared_error", 0),
    ):
        case = draw(rng, hidden, output, objective, l2=0.1, hidden_layers=layers)
        while hidden == "relu" and not smooth(case):
            case = draw(rng, hidden, output, objective, l2=0.1, hidden_layers=layers)
        _goes_on(nn, case, _one_step(nn, rng, case, 0.1), 0.1, 5)


@check(points=1, kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """train leaves its arguments as they are"""
    case = draw(rng, l2=0.3)
    run(nn, case.network, case.params, saturating(case.X), case.Y, 0.5, 3)
    expect.unchanged(nn, "train", names=("network", "params", "X", "Y"))
