"""What a comparison says beside the error."""

import numpy as np

from assignment.checks.engine import expect


def test_a_value_with_the_opposite_sign_is_told_so() -> None:
    want = np.array([[0.5, -2.0], [1.0, 3.0]])
    for got, hint in ((-want, "it has the opposite sign"), (want * [[-1, 1], [1, 1]], "")):
        complaint = expect.difference(got, want, "dW")
        assert complaint is not None
        assert complaint.hint == hint
    assert expect.difference(want, want, "dW") is None
