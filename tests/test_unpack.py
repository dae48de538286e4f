"""What is said of a list of layers that has the wrong order or the wrong length."""

from itertools import pairwise

import numpy as np
import pytest

from assignment.checks import unpack
from assignment.checks.network import Network
from assignment.engine.expect import Wrong

NETWORK = Network((4, 3, 2))
X = np.ones((5, 4))
PAIRS = [(np.ones(shape), np.ones(shape[1])) for shape in pairwise(NETWORK.units)]
LAYERS = [np.ones((5, n)) for n in NETWORK.units]


def test_layers_in_reverse_order_are_called_that() -> None:
    assert unpack.pairs(PAIRS, NETWORK, "grads") == PAIRS
    with pytest.raises(Wrong, match=r"^grads: the layers are in reverse order$") as raised:
        unpack.pairs(PAIRS[::-1], NETWORK, "grads")
    assert raised.value.got == "W: [(3, 2), (4, 3)]"


def test_biases_before_weights_are_called_that() -> None:
    with pytest.raises(Wrong, match=r"^grads: each pair begins with the biases"):
        unpack.pairs([(b, W) for W, b in PAIRS], NETWORK, "grads")


@pytest.mark.parametrize("odd", [PAIRS[:1] * 2, [(W.T, b) for W, b in PAIRS], [("a", None), (1.0, [])]])
def test_other_shapes_are_not_taken_for_a_reverse_order(odd: list[tuple[object, object]]) -> None:
    assert unpack.pairs(odd, NETWORK, "grads") == odd


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (LAYERS[1:], "A_0 = X is missing"),
        (LAYERS[:2], ""),
        (LAYERS[2:], ""),
        ([], ""),
        (LAYERS[2], "not those of the last one alone"),
        (None, ""),
        (0.5, ""),
        ("ab", ""),
        ({}, ""),
    ],
)
def test_a_list_without_the_inputs_is_called_that_and_no_other_is(value: object, hint: str) -> None:
    with pytest.raises(Wrong) as raised:
        unpack.activations(value, NETWORK, X)
    assert hint in raised.value.hint if hint else not raised.value.hint
