"""The five sources: what they print wrong fails when computed, what they show works, docs/sources.md says where."""

import itertools
import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_diabetes
from sklearn.metrics import r2_score

from assignment.checks.engine.instances import Instance, draw, fill
from assignment.checks.engine.tasks import TASKS
from autograder.grading import all_checks
from autograder.reference import reference as nn
from autograder.sandbox.zygotes import ROOT

Array = np.ndarray
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
TESTNET = nn.Network((2, 3, 2))


def slopes(f: Callable[[Array], Any], x: Array, step: float = 1e-5) -> Array:
    """Central differences: the shape of f's value, then the shape of x."""
    columns = []
    for i in np.ndindex(x.shape):
        moved = np.zeros_like(x)
        moved[i] = step
        columns.append((np.asarray(f(x + moved)) - np.asarray(f(x - moved))) / (2 * step))
    return np.stack(columns, axis=-1).reshape((*columns[0].shape, *x.shape))


def same(a: Any, b: Any) -> bool:
    """Equal up to the error of a difference; False, too, if the shapes differ."""
    return np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=1e-6, atol=1e-8)


def network_case(units: tuple[int, ...], m: int = 7, **kinds: Any) -> Instance:
    network = nn.Network(units, **kinds)
    return Instance(network, *fill(np.random.default_rng(len(units) + m), network, m))


def measured(case: Instance, layer: int, which: int) -> Array:
    """Slope of the loss in the weights (0) or biases (1) of a layer, by differences."""

    def J(theta: Array) -> float:
        pair = (theta, case.params[layer][1]) if which == 0 else (case.params[layer][0], theta)
        params = [*case.params[:layer], pair, *case.params[layer + 1 :]]
        return nn.loss(case.network, params, nn.forward(case.network, params, case.X)[-1], case.Y)

    return slopes(J, case.params[layer][which])


def gradient(case: Instance) -> list[tuple[Array, Array]]:
    return nn.backward(case.network, case.params, nn.forward(case.network, case.params, case.X), case.Y)


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


# What the sources show, where test_reference.py has not computed it


def test_the_differential_of_the_loss_is_a_trace() -> None:
    """S0: dJ = sum over layers of tr(G^T dW), for any small change of all the weights at once."""
    case = network_case((3, 4, 1), hidden="relu", output="sigmoid", objective="squared_error")
    rng = np.random.default_rng(0)
    change = [(rng.normal(size=W.shape), np.zeros_like(b)) for W, b in case.params]

    def J(t: Array) -> float:
        params = nn.update(case.params, change, -float(t))
        return nn.loss(case.network, params, nn.forward(case.network, params, case.X)[-1], case.Y)

    trace = sum(np.trace(G.T @ dW) for (G, _), (dW, _) in zip(gradient(case), change, strict=True))
    assert same(trace, slopes(J, np.zeros(())))


def test_the_layer_rule_of_the_first_source() -> None:
    """S0: dW_i = X_i^T (delta_{i+1} * f'(X_i W_i)), delta_i = dJ/dX_i."""
    case = network_case((3, 5, 4, 2), hidden="tanh", output="sigmoid", objective="squared_error")
    params = [(W, np.zeros_like(b)) for W, b in case.params]
    X = nn.forward(case.network, params, case.X)
    grads = nn.backward(case.network, params, X, case.Y)
    delta = (X[3] - case.Y) / len(case.Y)
    for i, f in ((2, nn.sigmoid), (1, np.tanh), (0, np.tanh)):
        Z = X[i] @ params[i][0]
        slope = (f(Z + 1e-5) - f(Z - 1e-5)) / 2e-5
        assert same(X[i].T @ (delta * slope), grads[i][0])
        delta = (delta * slope) @ params[i][0].T


def test_a_column_of_ones_is_a_bias() -> None:
    case = network_case((3, 4, 2))
    (W1, b1), last = case.params
    ones = np.column_stack([case.X, np.ones(len(case.X))])
    wide, start = nn.Network((4, 4, 2)), [(np.vstack([W1, b1]), np.zeros(4)), last]
    assert same(nn.forward(wide, start, ones)[-1], nn.forward(case.network, case.params, case.X)[-1])
    (dW, _), rest = nn.backward(wide, start, nn.forward(wide, start, ones), case.Y)
    (dW1, db1), last_grads = gradient(case)
    assert same(dW, np.vstack([dW1, db1]))
    assert same(rest[0], last_grads[0])
    assert same(rest[1], last_grads[1])


def test_linear_regression_is_least_squares() -> None:
    """S0's regression head without a hidden layer, on the data that stand in for the house prices."""
    inputs, target = load_diabetes(return_X_y=True, scaled=False)
    X, _ = nn.standardize(inputs, inputs)
    best, *_ = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), target, rcond=None)
    network = nn.Network((10, 1), output="identity", objective="squared_error")
    Y = nn.encode_targets(network, target)
    params, _ = nn.train(network, [(np.zeros((10, 1)), np.zeros(1))], X, Y, 0.4, 4000)
    np.testing.assert_allclose(nn.forward(network, params, X)[-1][:, 0], X @ best[:-1] + best[-1], atol=0.1)
    ((dW, db),) = nn.backward(network, params, nn.forward(network, params, X), Y)
    assert max(np.abs(dW).max(), np.abs(db).max()) < 0.01


@pytest.mark.parametrize(
    ("neuron", "truth"),
    [((20, 20, -10), [0, 1, 1, 1]), ((20, 20, -30), [0, 0, 0, 1]), ((-10, -10, 14), [1, 1, 1, 0])],
    ids=["or", "and", "nand"],
)
def test_one_neuron_is_or_and_nand(neuron: tuple[float, ...], truth: list[int]) -> None:
    params = [(np.array(neuron[:2], float).reshape(2, 1), np.array(neuron[2:], float))]
    output = nn.forward(nn.Network((2, 1), output="sigmoid"), params, CORNERS)[-1][:, 0]
    assert np.all(np.abs(output - truth) < 0.1)


def test_no_single_neuron_is_xor() -> None:
    """Net inputs at opposite corners have the same sum, but XOR wants one sum negative and one positive."""
    network = nn.Network((2, 1), output="identity", objective="squared_error")
    seen = set()
    for w1, w2, b in np.random.default_rng(0).normal(size=(2000, 3)):
        z = nn.forward(network, [(np.array([[w1], [w2]]), np.array([b]))], CORNERS)[-1][:, 0]
        assert z[0] + z[3] == pytest.approx(z[1] + z[2])
        seen.add("".join("01"[int(value > 0)] for value in z))
    assert {f"{n:04b}" for n in range(16)} - seen == {"0110", "1001"}


def test_batch_and_stochastic_descent_find_the_line() -> None:
    """S1: b = 1.5, theta = (2, 5), noise 0.5, 100 points, rate 0.001, 2000 steps from (3, 3, 3)."""
    rng = np.random.default_rng(0)
    X = rng.uniform(0, 10, (100, 2))
    Y = (1.5 + X @ [2, 5] + rng.normal(0, 0.5, 100))[:, None]
    network = nn.Network((2, 1), output="identity", objective="squared_error")
    start = [(np.full((2, 1), 3.0), np.full(1, 3.0))]
    batch, losses = nn.train(network, start, X, Y, 1e-3, 2000)
    one_by_one, _ = nn.train_minibatch(network, start, X, Y, 1e-3, 20, 1, 0)
    assert losses[-1] < 0.01 * losses[0]
    for ((W, _),) in (batch, one_by_one):
        np.testing.assert_allclose(W[:, 0], [2, 5], atol=0.2)


def test_softmax_of_a_matrix_goes_row_by_row() -> None:
    Z = np.random.default_rng(0).normal(size=(4, 3))
    for z, p in zip(Z, nn.softmax(Z), strict=True):
        assert same(p, np.exp(z) / np.exp(z).sum())


def test_softmax_of_two_scores_is_the_sigmoid_of_their_difference() -> None:
    Z = np.random.default_rng(0).normal(size=(9, 2))
    assert same(nn.softmax(Z)[:, 1], nn.sigmoid(Z[:, 1] - Z[:, 0]))


@pytest.mark.parametrize("shape", ["diamond", "square"])
def test_the_diamond_and_the_square(shape: str) -> None:
    """S1: 500 points, four hidden sigmoid units, 5000 steps at 0.001 on the summed gradient."""
    X = np.random.default_rng(0).uniform(-1, 1, (500, 2))
    inside = np.abs(X).sum(axis=1) < 1 if shape == "diamond" else np.abs(X).max(axis=1) < 0.5
    network = nn.Network((2, 4, 1), output="sigmoid")
    params, _ = nn.train(network, nn.init_params(network, 0), X, nn.encode_targets(network, inside), 500 * 1e-3, 5000)
    right = np.mean(nn.predict(network, params, X) == inside)
    assert right > 0.95 > max(inside.mean(), 1 - inside.mean()) + 0.1


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_the_published_slopes(name: str) -> None:
    g = {"sigmoid": nn.sigmoid, "tanh": np.tanh, "relu": nn.relu}[name]
    z = np.linspace(-3, 3, 14)
    slope = nn.activation_gradient(name, g(z))
    assert same(slope, np.diagonal(slopes(g, z)))
    highest = {"sigmoid": 0.25, "tanh": 1, "relu": 1}[name]
    assert slope.max() <= highest == nn.activation_gradient(name, g(np.array([1e-9]))).round(6)[0]


def test_the_gradient_vanishes_through_sigmoid_layers() -> None:
    """S1: each sigmoid layer takes a part of the gradient, tanh hardly any."""
    rng = np.random.default_rng(0)
    X, labels = rng.normal(size=(50, 10)), rng.integers(0, 2, 50)
    shrinks = {}
    for hidden in ("sigmoid", "tanh"):
        lengths = np.zeros((2, 10))
        for (row, depth), seed in itertools.product(enumerate((1, 6)), range(10)):
            network = nn.Network((10, *[10] * depth, 2), hidden=hidden)
            case = Instance(network, nn.init_params(network, seed), X, nn.encode_targets(network, labels))
            lengths[row, seed] = np.linalg.norm(gradient(case)[0][0])
        shallow, deep = np.median(lengths, axis=1)
        shrinks[hidden] = (shallow / deep) ** (1 / 5)
    assert shrinks["sigmoid"] > 3 > 1.5 > shrinks["tanh"]


def test_testnet_has_the_right_gradients() -> None:
    """S3: the 2-3-2 network with its penalty; lambda/2 of the squared weights gives lambda W."""
    plain = network_case(TESTNET.units)
    priced = Instance(nn.Network(TESTNET.units, l2=0.3), plain.params, plain.X, plain.Y)
    for layer, ((dW, db), (dV, dc)) in enumerate(zip(gradient(plain), gradient(priced), strict=True)):
        W = plain.params[layer][0]
        assert same(dW, measured(plain, layer, 0))
        assert same(dV, measured(priced, layer, 0))
        assert same(dV, dW + 0.3 * W)
        assert same(db, dc)


def test_inputs_1000_times_larger_make_gradients_1000_times_larger() -> None:
    X, y = nn.load_ex4()
    zero = [(np.zeros((2, 1)), np.zeros(1))]
    (small, b), (large, c) = (
        gradient(Instance(nn.LOGISTIC, zero, factor * X, nn.encode_targets(nn.LOGISTIC, y)))[0] for factor in (1, 1000)
    )
    assert same(large, 1000 * small)
    assert same(b, c)


def test_every_gradient_has_its_parameters_shape() -> None:
    for hidden_layers in (0, 1, 2):
        case = draw(np.random.default_rng(2), hidden_layers=hidden_layers)
        shapes = [[a.shape for pair in pairs for a in pair] for pairs in (gradient(case), case.params)]
        assert shapes[0] == shapes[1]


@pytest.mark.slow
def test_the_published_accuracy_of_the_network() -> None:
    """S4: a 2-4-2 network, rate 0.5, 2000 epochs, ten stratified shuffles of five folds."""
    X, y = nn.load_ex4()
    means = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        parts = np.hstack([rng.permutation(np.flatnonzero(y == label)).reshape(5, 8) for label in (0, 1)])
        folds = [(np.setdiff1d(np.arange(80), part), part) for part in parts]
        means.append(nn.cross_validate(nn.NETWORK, X, y, folds, 0.5, 2000, 0).mean())
    assert np.mean(means) == pytest.approx(0.79, abs=0.01)
    assert 0.74 < min(means) < max(means) <= 0.85


# docs/sources.md

DOC = ROOT / "docs" / "sources.md"
HANDOUTS = (ROOT / "assignment" / "README.md", ROOT / "assignment" / "README.zh-CN.md")
ROWS = {"S0": 8, "S1": 9, "S2": 3, "S3": 3, "S4": 6}
ERRATA = [f"E{n}" for n in range(1, 16)]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    """The cells of every row whose id is one of a source."""
    lines = [line for line in text(DOC).splitlines() if re.match(r"\| S\d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def author_sections(path: Path) -> dict[str, str]:
    """Author to the text below the heading that begins with the author's name."""
    found = re.findall(r"^### ((?:赵新锋|胡俊峰|xiexiaobo|zhujian|李旻先)).*?\n(.*?)(?=^#|\Z)", text(path), re.M | re.S)
    assert len(found) == len(ROWS)
    return dict(found)


def test_every_row_of_every_source_is_listed() -> None:
    assert [row[0] for row in rows()] == [
        f"{source}.{n}" for source, count in ROWS.items() for n in range(1, count + 1)
    ]
    for row in rows():
        assert len(row) == 6, row
        assert all(row[:5]), row
    assert re.findall(r"^## (S\d) ", text(DOC), re.M) == list(ROWS)


def test_every_name_in_backticks_exists() -> None:
    checks = {check.id for check in all_checks()}
    tasks = {task.name for task in TASKS}
    files = sorted((ROOT / "tests").glob("test_*.py"))
    tests = [name for path in files for name in re.findall(r"^def (test_\w+)", text(path), re.M)]
    names = re.findall(r"`([^`\n]+)`", text(DOC))
    assert len(names) > 60
    for name in names:
        known = name in tasks or name in checks or tests.count(name) == 1 or ((ROOT / name).exists() and "/" in name)
        assert known, name
    for row in rows():
        assert all(name in tasks for name in re.findall(r"`([^`]+)`", row[2])), row
        assert re.findall(r"`([^`]+)`", row[3]), row
        assert set(re.findall(r"`([^`]+)`", row[3])).isdisjoint(tasks), row


def test_every_cell_exists_in_the_notebook() -> None:
    book = json.loads(text(ROOT / "assignment" / "homework.ipynb"))
    sources = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "markdown"]
    headings = {title for source in sources for title in re.findall(r"^#+ (.+)$", source, re.M)}
    for row in rows():
        for cell in row[4].split("; "):
            assert cell in headings, cell


def test_every_erratum_is_named_computed_and_told_in_both_languages() -> None:
    named = [(row[0], erratum) for row in rows() for erratum in re.findall(r"E\d+", row[5])]
    assert sorted((erratum for _, erratum in named), key=ERRATA.index) == ERRATA
    own = [name for name in globals() if re.match(r"test_e\d+_", name)]
    assert [name.split("_")[1].upper() for name in own] == ERRATA
    authors = {match[0]: match[1] for match in re.findall(r"^## (S\d) ([^,]+),", text(DOC), re.M)}
    for handout in HANDOUTS:
        told = author_sections(handout)
        for name, erratum in named:
            assert f"- **{erratum}** " in told[authors[name[:2]]], (handout.name, erratum)
    for row in rows():
        for erratum in re.findall(r"E\d+", row[5]):
            assert any(test.startswith(f"test_{erratum.lower()}_") and f"`{test}`" in row[3] for test in own), row
