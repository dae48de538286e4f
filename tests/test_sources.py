"""Computes what the five sources show, except for what test_reference.py computes."""

import itertools

import numpy as np
import pytest
from sklearn.datasets import load_diabetes

from assignment.checks.instances import Instance, draw
from solutions import neural_network as nn

from .differences import Array, gradient, measured, network_case, same, slopes

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
TESTNET = nn.Network((2, 3, 2))


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
    """The linear outputs at opposite corners have the same sum, but XOR needs one sum negative and one positive."""
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
    """S1: each sigmoid layer makes the gradient much smaller, tanh hardly does."""
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
