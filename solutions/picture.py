"""The picture on a student's page: their own network on ex4, which is public, as are its first parameters."""

import numpy as np

from assignment.checks import unpack
from assignment.checks.network import Network
from assignment.checks.train import TRAINED, ex4, run
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.picture import MOST, SIZE, Drawing, Picture
from assignment.engine.student import Student

from . import neural_network as reference
from . import trainings

NETWORK, SEED = Network((2, 4, 2), hidden="tanh"), 2
LEARNING_RATE, EPOCHS = 2.0, MOST
LOW, HIGH = -2.8, 2.8  # in standard deviations from the mean


def measure(nn: Student) -> Picture:
    """Return the losses and the probabilities of the student's network; raise Wrong if they are not right."""
    X, labels = ex4()
    args = (NETWORK, reference.init_params(NETWORK, SEED), X, np.eye(2)[labels], LEARNING_RATE, EPOCHS)
    right_params, right_losses = trainings.train(*args)
    trained, losses = run(nn, *args)
    expect.close(losses, right_losses, "losses", expect.LOOSE)
    along = np.linspace(LOW, HIGH, SIZE)
    places = np.vstack([np.c_[np.tile(along, SIZE), np.repeat(along, SIZE)], X])
    params = unpack.params(trained, NETWORK, TRAINED)
    found = unpack.activations(nn.forward(NETWORK, params, places), NETWORK, places)[-1]
    expect.close(found, reference.forward(NETWORK, right_params, places)[-1], "Y_hat", expect.LOOSE)
    percents = np.rint(100 * found[: SIZE**2, 1]).astype(int).reshape(SIZE, SIZE)
    return Picture(
        tuple(round(float(loss), 4) for loss in np.ravel(losses)),
        tuple(tuple(row) for row in percents.tolist()),
        int(np.sum((found[SIZE**2 :, 1] > 0.5) == labels)),
    )


def _points() -> tuple[tuple[float, float, int], ...]:
    return tuple((float(a), float(b), int(label)) for (a, b), label in zip(*ex4(), strict=True))


def _said_of_grid(picture: Picture) -> str:
    return _(
        "On the line, your network gives both classes the probability 0.5. {right} of the {all} students of ex4 lie on "
        "the side of their class.",
        right=picture.right,
        all=len(ex4()[1]),
    )


def _said_of_curve(picture: Picture) -> str:
    return _(
        "The loss falls from {first:.3f} to {last:.3f} in {steps} steps.",
        first=picture.curve[0],
        last=picture.curve[-1],
        steps=EPOCHS,
    )


DRAWING = Drawing(
    task="train",
    measure=measure,
    points=_points,
    low=LOW,
    high=HIGH,
    title=_("Your network on ex4: 4 hidden units with tanh, trained by your train"),
    axes=(_("exam 1, standardized"), _("exam 2, standardized")),
    classes=(_("not admitted"), _("admitted")),
    said_of_grid=_said_of_grid,
    said_of_curve=_said_of_curve,
    steps=EPOCHS,
)
