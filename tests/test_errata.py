"""The errata of the five sources: each printed formula fails when it is computed, and the right one passes."""

import warnings

import numpy as np
import pytest
from sklearn.metrics import r2_score

from assignment.checks.instances import Instance
from solutions import neural_network as nn

from .differences import Array, gradient, measured, network_case, same, slopes

# S0


def test_e1_logistic_regression_without_its_minus_is_the_other_class() -> None:
    case = network_case((3, 1), output="sigmoid")
    ((w, b),) = case.params
    model = nn.forward(case.network, case.params, case.X)[-1]
    printed, right = 1 / (1 + np.exp(case.X @ w + b)), 1 / (1 + np.exp(-(case.X @ w + b)))
    assert same(right, model)
    assert not same(printed, model)
    assert same(printed, 1 - model)


def test_e2_a_bias_gradient_that_is_not_summed_has_a_row_for_each_example() -> None:
    case = network_case((3, 4, 1), hidden="relu", output="sigmoid", objective="squared_error")
    X, H, A = nn.forward(case.network, case.params, case.X)
    D_2 = (A - case.Y) / len(X) * A * (1 - A)
    D_1 = (D_2 @ case.params[1][0].T) * (H > 0)
    for layer, printed in enumerate((D_1, D_2)):
        difference = measured(case, layer, 1)
        assert same(printed.sum(axis=0), difference)
        assert printed.shape == (len(X), len(difference))
        assert not any(same(row, difference) for row in printed)

    def step(*biases: Array) -> list[tuple[Array, Array]]:
        grads = [(dW, db) for (dW, _), db in zip(gradient(case), biases, strict=True)]
        return nn.update(case.params, grads, 0.1)

    printed_params, right_params = step(D_1, D_2), step(D_1.sum(axis=0), D_2.sum(axis=0))
    assert [b.shape for _, b in printed_params] == [(7, 4), (7, 1)]
    assert nn.forward(case.network, printed_params, X)[-1].shape == (7, 1)  # no error on the training data
    with pytest.raises(ValueError, match="broadcast"):
        nn.forward(case.network, printed_params, X[:5])
    assert nn.forward(case.network, right_params, X[:5])[-1].shape == (5, 1)


def test_e3_the_sigmoids_slope_comes_in_only_once() -> None:
    case = network_case((3, 4, 1), output="sigmoid")
    _, H, A = nn.forward(case.network, case.params, case.X)
    right = (A - case.Y) / len(A)
    printed = right * A * (1 - A)
    assert same(H.T @ right, measured(case, 1, 0))
    assert not same(H.T @ printed, measured(case, 1, 0))
    assert np.all(np.abs(printed) <= np.abs(right) / 4)
    likelihood = slopes(lambda a: nn.loss(case.network, case.params, a, case.Y), A)
    assert same(likelihood * A * (1 - A), right)
    assert not same(likelihood, right)  # what the layer expects is not what the class returns


def test_e4_r2_needs_the_truth_first_and_classes_need_the_accuracy() -> None:
    def r2(truth: Array, prediction: Array) -> float:
        return float(1 - np.sum((truth - prediction) ** 2) / np.sum((truth - truth.mean()) ** 2))

    truth = np.array([1.0, 2, 3, 4, 5])
    prediction = np.array([2.0, 2, 3, 3, 4])
    assert r2_score(truth, prediction) == pytest.approx(r2(truth, prediction))
    assert r2_score(prediction, truth) == pytest.approx(r2(prediction, truth))
    assert r2_score(prediction, truth) < 0 < r2_score(truth, prediction)
    labels, guessed = np.repeat([1, 0], [8, 2]), np.repeat([1, 0, 1], [7, 2, 1])
    assert np.mean(labels == guessed) == 0.8
    assert r2_score(labels, guessed) < 0


def test_e5_the_plain_exponential_overflows_but_its_value_is_right() -> None:
    z = np.array([-1000.0, 0.0, 1000.0])
    with pytest.warns(RuntimeWarning, match="overflow"):
        printed = 1 / (1 + np.exp(-z))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        right = nn.sigmoid(z)
    assert same(printed, right)


# S1


def test_e6_the_second_term_of_cross_entropy_does_not_belong() -> None:
    P, Q = np.array([[0.2, 0.3, 0.5]]), np.array([[0.6, 0.3, 0.1]])
    network = nn.Network((3, 3))

    def printed(P: Array, Q: Array) -> float:
        return float(np.sum(-P * np.log(Q) - Q * np.log(P)))

    def right(P: Array, Q: Array) -> float:
        return float(-np.sum(P * np.log(Q)))

    def kit(P: Array, Q: Array) -> float:
        return nn.loss(network, [], Q, P)

    assert same(right(P, Q), kit(P, Q))
    assert not same(printed(P, Q), kit(P, Q))
    assert same(printed(P, Q), printed(Q, P))
    assert not same(right(P, Q), right(Q, P))
    one_hot = np.array([[0.0, 1.0, 0.0]])
    with np.errstate(divide="ignore"):
        assert printed(one_hot, Q) == np.inf
    assert same(right(one_hot, Q), kit(one_hot, Q))


def test_e7_the_logistic_gradient_has_no_minus() -> None:
    case = network_case((3, 1), output="sigmoid")
    ((w, b),) = case.params

    def J(w: Array) -> float:
        a = nn.sigmoid(case.X @ w + b)
        return float(-np.sum(np.log(np.where(case.Y == 1, a, 1 - a))))

    right = case.X.T @ (nn.sigmoid(case.X @ w + b) - case.Y)
    assert same(right, slopes(J, w))
    assert not same(-right, slopes(J, w))
    assert J(w - 0.01 * right) < J(w) < J(w - 0.01 * -right)
    assert same(right / len(case.X), gradient(case)[0][0])


def test_e8_a_function_must_use_its_arguments() -> None:
    case, other = network_case((3, 4, 2)), network_case((3, 4, 2), m=8)
    W1, W2 = (W for W, _ in case.params)
    space = {"sigmoid": nn.sigmoid, "softmax": nn.softmax, "x": case.X, "weights": (W1, W2)}
    exec("def printed(W1, W2): return softmax(sigmoid(x @ weights[0]) @ weights[1])", space)
    exec("def right(W1, W2): return softmax(sigmoid(x @ W1) @ W2)", space)
    printed, right = space["printed"], space["right"]
    assert same(printed(W1, W2), right(W1, W2))  # so the first call shows nothing
    V1, V2 = (W for W, _ in other.params)
    model = nn.forward(case.network, [(V1, np.zeros(4)), (V2, np.zeros(2))], case.X)[-1]
    assert same(right(V1, V2), model)
    assert not same(printed(V1, V2), model)
    assert same(printed(V1, V2), printed(W1, W2))


def test_e9_one_function_has_one_name() -> None:
    definition = "def softmax_vec(z):\n    e = np.exp(z)\n    return e / e.sum()\n"
    z = np.array([1.0, 2.0, 3.0])
    with pytest.raises(NameError, match="soft_max_vec"):
        exec(definition + "p = soft_max_vec(z)", {"np": np, "z": z})
    space = {"np": np, "z": z}
    exec(definition + "p = softmax_vec(z)", space)
    assert same(space["p"], nn.softmax(z[None])[0])


def test_e10_relu_has_two_one_sided_slopes_at_0() -> None:
    h = 1e-6
    right, left = (nn.relu(h) - nn.relu(0.0)) / h, (nn.relu(0.0) - nn.relu(-h)) / h
    assert (left, right) == (0, 1)
    assert nn.activation_gradient("relu", np.zeros(1)) == left
    z = np.array([-2.0, -0.5, 0.5, 2.0])
    here, there = nn.activation_gradient("relu", nn.relu(z)), (z >= 0).astype(float)
    difference = np.diagonal(slopes(nn.relu, z))
    assert same(here, difference)
    assert same(there, difference)


# S2


def test_e11_softmax_pushes_the_other_classes_down() -> None:
    z = np.array([0.3, -1.0, 0.8])
    a = nn.softmax(z[None])[0]
    difference = slopes(lambda z: nn.softmax(z[None])[0], z)
    right = np.diag(a) - np.outer(a, a)
    printed = np.where(np.eye(3) == 1, right, np.outer(a, a))
    assert same(right, difference)
    assert not same(printed, difference)
    assert np.allclose(right.sum(axis=1), 0)
    assert np.all(printed.sum(axis=1) > 0.1)


def test_e12_the_factor_of_the_chain_rule_has_no_log() -> None:
    y, z = np.array([0.0, 1.0, 0.0]), np.array([0.3, -1.0, 0.8])
    a = nn.softmax(z[None])[0]

    def J(a: Array) -> float:
        return nn.loss(nn.Network((3, 3)), [], a[None], y[None])

    jacobian = slopes(lambda z: nn.softmax(z[None])[0], z)
    assert same(-y / a, slopes(J, a))
    assert same(-y / a @ jacobian, a - y)
    for stray in (-y * np.log(a) / a, -y / np.log(a), -np.log(np.where(y > 0, y, 1) / a) * y):
        assert not same(stray, slopes(J, a))
        assert not same(stray @ jacobian, a - y)


# S3: examples are columns there, and W(l), the transpose of the kit's, leads into layer l


def columns(case: Instance) -> tuple[dict[int, Array], dict[int, Array], dict[int, Array]]:
    """W(l), a(l) and delta(l) in the source's notation."""
    weights = {layer: W.T for layer, (W, _) in enumerate(case.params, 1)}
    a = {layer: A.T for layer, A in enumerate(nn.forward(case.network, case.params, case.X))}
    delta = {2: (a[2] - case.Y.T) / len(case.X)}
    delta[1] = (weights[2].T @ delta[2]) * a[1] * (1 - a[1])
    return weights, a, delta


@pytest.mark.parametrize("units", [(2, 3, 2), (3, 3, 3)])
def test_e13_the_slope_of_z1_is_w1(units: tuple[int, ...]) -> None:
    case = network_case(units)
    weights, a, _ = columns(case)
    b = case.params[0][1]
    difference = slopes(lambda x: weights[1] @ x + b, a[0][:, 0])
    assert same(weights[1], difference)
    assert not same(weights[2], difference)
    assert 0 not in weights
    assert same(a[1][:, 0], nn.sigmoid(weights[1] @ a[0][:, 0] + b))


def test_e14_the_slope_is_multiplied_in_element_by_element() -> None:
    case = network_case((2, 3, 2))
    X, H, A = nn.forward(case.network, case.params, case.X)
    W2, D_2 = case.params[1][0], (A - case.Y) / len(X)
    with pytest.raises(ValueError, match="matmul"):
        (D_2 @ W2.T) @ (H * (1 - H))
    assert same(X.T @ ((D_2 @ W2.T) * (H * (1 - H))), measured(case, 0, 0))
    square = network_case((2, 3, 2), m=3)  # here the shapes fit by accident
    X, H, A = nn.forward(square.network, square.params, square.X)
    W2, D_2 = square.params[1][0], (A - square.Y) / len(X)
    assert same(X.T @ ((D_2 @ W2.T) * (H * (1 - H))), measured(square, 0, 0))
    printed = X.T @ ((D_2 @ W2.T) @ (H * (1 - H)))
    assert printed.shape == (2, 3)
    assert not same(printed, measured(square, 0, 0))


@pytest.mark.parametrize(("units", "shapes_fit"), [((2, 3, 2), False), ((3, 3, 3), True)])
def test_e15_the_gradient_of_a_weight_takes_the_error_of_its_own_layer(
    units: tuple[int, ...], shapes_fit: bool
) -> None:
    case = network_case(units)
    weights, a, delta = columns(case)
    for layer in (1, 2):
        assert same(delta[layer] @ a[layer - 1].T, measured(case, layer - 1, 0).T)
    printed = delta[2] @ a[1].T
    assert (printed.shape == weights[1].shape) is shapes_fit
    assert not same(printed, measured(case, 0, 0).T)
    assert max(delta) == 2  # so the printed rule has nothing for W(2)
