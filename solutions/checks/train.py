"""Hidden checks of train: they compare every step with the reference."""

import numpy as np

from assignment.checks import unpack
from assignment.checks.instances import Instance, draw, drawn_once, fill
from assignment.checks.network import Network
from assignment.checks.train import ex4, run
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.student import Student
from solutions import neural_network as reference
from solutions import trainings

STEPS = 40
LARGE, FEW = 5.0, 12
UNLIKELY, MOST = 1e-6, 10.0


@check(points=1, instance="steps")
def trajectory(nn: Student, rng: np.random.Generator) -> None:
    """the losses of the first 40 steps are right, also with a learning rate so large that the loss rises"""
    case = draw(rng)
    args = (case.network, case.params, case.X, case.Y, 0.7, STEPS)
    _params, values = run(nn, *args, key=f"{STEPS} steps")
    _params, want = trainings.train(*args)
    got = np.atleast_1d(expect.array(values, "losses"))
    shifted = got.shape == want.shape and expect.error(got[:-1], want[1:]) < expect.LOOSE
    hint = _("losses[e] is the loss before step e, not after it") if shifted else ""
    expect.close(got, want, "losses", expect.LOOSE, hint)
    case, want = _rising(rng)
    got = run(nn, case.network, case.params, case.X, case.Y, LARGE, FEW)[1]
    expect.close(got, want, _("losses at a large learning rate"), expect.LOOSE)


@drawn_once
def _rising(rng: np.random.Generator) -> tuple[Instance, np.ndarray]:
    """Return an instance whose loss rises and falls, with no probability near the clipping, and its losses."""
    while True:
        case = draw(rng)
        params, losses = trainings.train(case.network, case.params, case.X, case.Y, LARGE, FEW)
        moves = np.diff(losses)
        clipped = np.min(reference.forward(case.network, params, case.X)[-1]) < UNLIKELY or np.max(losses) > MOST
        if np.any(moves > 0) and np.any(moves[np.argmax(moves) + 1 :] < 0) and not clipped:
            return case, losses


@check(points=0.5, instance="steps")
def steps(nn: Student, rng: np.random.Generator) -> None:
    """the parameters after 1, 2 and 40 steps are right"""
    case = draw(rng)
    for epochs in (1, 2, STEPS):
        args = (case.network, case.params, case.X, case.Y, 0.7, epochs)
        params, _losses = run(nn, *args, key=f"{epochs} steps")
        want, _losses = trainings.train(*args)
        triples = []
        for i, (got, right) in enumerate(zip(unpack.pairs(params, case.network, "params"), want, strict=True), 1):
            for letter, came, wanted in zip("Wb", got, right, strict=True):
                parameter = f"{letter}{i}"
                name = _("{name} after {steps} steps", name=parameter, steps=epochs)
                triples.append((name, came, wanted))
        expect.all_close(triples, expect.LOOSE)


@check(points=0.5)
def configurations(nn: Student, rng: np.random.Generator) -> None:
    """the losses are right with tanh, squared error, three weight layers and a penalty"""
    for hidden, output, objective, layers in (
        ("tanh", "identity", "squared_error", 1),
        ("relu", "sigmoid", "cross_entropy", 2),
        ("tanh", "softmax", "squared_error", 0),
    ):
        case = draw(rng, hidden, output, objective, l2=0.1, hidden_layers=layers)
        args = (case.network, case.params, case.X, case.Y, 0.1, 10)
        expect.close(run(nn, *args)[1], trainings.train(*args)[1], "losses", expect.LOOSE)


@check(points=1)
def ex4_trajectory(nn: Student, rng: np.random.Generator) -> None:
    """the first 200 losses of a (2, 4, 2) network on ex4 are right"""
    X, y = ex4()
    network = Network((2, 4, 2))
    params, _X, _Y = fill(rng, network, 1)
    args = (network, params, X, np.eye(2)[y], 1.0, 200)
    expect.close(run(nn, *args)[1], trainings.train(*args)[1], "losses", expect.LOOSE)
