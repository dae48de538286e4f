"""The reference reproduces the published numbers, and its gradients are derivatives of its loss."""

import itertools
import warnings
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer

from assignment.checks import forward as published
from assignment.checks.instances import Instance, draw, fill
from assignment.checks.network import Network
from assignment.checks.slopes import differences
from assignment.engine import expect
from assignment.engine.homework import Homework
from assignment.engine.module import load
from solutions import neural_network as nn

PAIRS = [(o, j) for o in ("softmax", "sigmoid", "identity") for j in ("cross_entropy", "squared_error")]
PAIRS.remove(("identity", "cross_entropy"))


def test_forward_gives_the_published_numbers() -> None:
    params = [(np.array(W, float), np.zeros(len(W[0]))) for W in (published.W1, published.W2, published.W3)]
    output = nn.forward(nn.Network((3, 4, 4, 3)), params, np.array(published.BATCH))[-1]
    np.testing.assert_allclose(output, published.PUBLISHED, atol=6e-9)


def test_xor_params_are_the_published_gates() -> None:
    (W1, b1), _ = nn.xor_params()
    assert (*W1[:, 0], b1[0]) == (20, 20, -10)
    assert (*W1[:, 1], b1[1]) == (-10, -10, 14)
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    output = nn.forward(nn.Network((2, 2, 1), output="sigmoid"), nn.xor_params(), corners)[-1][:, 0]
    assert np.all(np.abs(output - [0, 1, 1, 0]) < 0.1)


def test_backward_gives_the_gradient_that_the_handout_works_out() -> None:
    network = nn.Network((5, 4, 3))
    params, X, Y = fill(np.random.default_rng(0), network, 1)
    params = [(W, np.zeros_like(b)) for W, b in params]
    A = nn.forward(network, params, X)
    (dv, _), (dw, _) = nn.backward(network, params, A, Y)
    x, h, residual, w = X[0], A[1][0], (A[2] - Y)[0], params[1][0]
    assert dw[2, 1] == pytest.approx(h[2] * residual[1], rel=1e-12)
    assert dv[3, 2] == pytest.approx(x[3] * h[2] * (1 - h[2]) * (w[2] @ residual), rel=1e-12)


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize(("output", "objective"), PAIRS)
@pytest.mark.parametrize(("hidden_layers", "l2"), list(itertools.product((0, 1, 2), (0.0, 0.3))))
def test_gradients_agree_with_central_differences(
    hidden: str, output: str, objective: str, hidden_layers: int, l2: float
) -> None:
    case = draw(np.random.default_rng(1), hidden, output, objective, l2, hidden_layers)
    activations = nn.forward(case.network, case.params, case.X)
    for layer, pair in enumerate(nn.backward(case.network, case.params, activations, case.Y)):
        for which, got in enumerate(pair):
            assert expect.error(got, differences(nn.forward, nn.loss, case, layer, which)) < 1e-6


@pytest.mark.parametrize("output", ["softmax", "sigmoid"])
def test_the_loss_of_a_certain_prediction_is_finite(output: str) -> None:
    network, Y = nn.Network((2, 3), output=output), np.eye(3)
    for Y_hat, worst in ((np.eye(3), 0.0), (np.eye(3)[[1, 2, 0]], -np.log(1e-12) * (1 if output == "softmax" else 2))):
        assert nn.loss(network, [(np.ones((2, 3)), np.ones(3))], Y_hat, Y) == pytest.approx(worst, abs=0.01)


def test_activations_of_very_large_numbers_are_exact_and_give_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        z = np.array([[-1e4, -800.0, 0.0], [1e4, 800.0, 0.0]])
        np.testing.assert_array_equal(nn.sigmoid(z), [[0, 0, 0.5], [1, 1, 0.5]])
        np.testing.assert_allclose(nn.softmax(z), [[0, 0, 1], [1, 0, 0]], atol=1e-300)
        np.testing.assert_array_equal(nn.relu(z), [[0, 0, 0], [1e4, 800, 0]])


def test_newtons_method_on_ex4_finds_the_published_parameters() -> None:
    X, y = nn.load_ex4()
    A, network = np.c_[X, np.ones(len(X))], nn.Network((3, 1), output="sigmoid")
    theta = np.zeros(3)
    for _ in range(10):
        params = [(theta[:, None], np.zeros(1))]
        activations = nn.forward(network, params, A)
        ((gradient, _),) = nn.backward(network, params, activations, y[:, None].astype(float))
        p = activations[-1][:, 0]
        theta = theta - np.linalg.solve((A.T * (p * (1 - p))) @ A / len(A), gradient[:, 0])
    np.testing.assert_allclose(theta, [0.148341, 0.158908, -16.3787], rtol=1e-5)
    admitted = nn.forward(network, [(theta[:, None], np.zeros(1))], np.array([[20.0, 80.0, 1.0]]))[-1]
    assert 1 - admitted.item() == pytest.approx(0.668, abs=5e-4)


@pytest.mark.parametrize("network", [nn.LOGISTIC, nn.SOFTMAX])
def test_regressions_on_ex4_converge_to_the_published_loss(network: Network) -> None:
    X, y = nn.load_ex4()
    X, _ = nn.standardize(X, X)
    _, losses = nn.train(network, nn.init_params(network, 0), X, nn.encode_targets(network, y), nn.LEARNING_RATE, 1000)
    assert losses[-1] == pytest.approx(0.405447, abs=1e-6)
    assert np.all(np.diff(losses) <= 1e-12)


def test_five_shuffled_folds_of_ex4_give_the_published_accuracy() -> None:
    X, y = nn.load_ex4()
    accuracies = [
        nn.cross_validate(nn.LOGISTIC, X, y, nn.k_fold(80, 5, seed), 1.0, 200, 0).mean() for seed in range(50)
    ]
    assert np.mean(accuracies) == pytest.approx(0.79, abs=0.01)
    assert min(accuracies) >= 0.74
    assert max(accuracies) <= 0.83


def test_five_folds_of_ex4_that_are_not_shuffled_give_very_different_accuracies() -> None:
    X, y = nn.load_ex4()
    parts = np.split(np.arange(80), 5)
    folds = [(np.setdiff1d(np.arange(80), part), part) for part in parts]
    accuracies = nn.cross_validate(nn.LOGISTIC, X, y, folds, 1.0, 2000, 0)
    np.testing.assert_allclose(accuracies, [0.94, 0.44, 0.88, 0.69, 0.63], atol=0.006)


def test_the_network_classifies_99_percent_of_the_breast_cancer_data() -> None:
    X, y = load_breast_cancer(return_X_y=True)
    X, _ = nn.standardize(X, X)
    network = nn.Network((30, 5, 1), hidden="relu", output="sigmoid", objective="squared_error")
    rng = np.random.default_rng(0)
    params = [(rng.uniform(0, 0.01, (i, o)), rng.uniform(0, 0.01, o)) for i, o in ((30, 5), (5, 1))]
    params, _ = nn.train(network, params, X, nn.encode_targets(network, y), 10.0, 2000)
    assert np.mean(nn.predict(network, params, X) == y) >= 0.99


def test_a_constant_column_is_only_centred() -> None:
    a, b = nn.standardize(np.array([[3.0, 1.0], [3.0, 2.0]]), np.array([[5.0, 1.5]]))
    np.testing.assert_array_equal(a, [[0, -1], [0, 1]])
    np.testing.assert_array_equal(b, [[2, 0]])


def test_a_missing_or_damaged_data_file_is_refused(homework: Homework, tmp_path: Path, reference_source: str) -> None:
    (tmp_path / "data").mkdir()
    student = load(homework, reference_source, str(tmp_path / "neural_network.py"))
    with pytest.raises(FileNotFoundError, match=r"ex4\.csv is missing"):
        student.load_ex4()
    good = (homework.folder / "data" / "ex4.csv").read_bytes()
    (tmp_path / "data" / "ex4.csv").write_bytes(good.replace(b"\n", b"\r\n"))
    assert student.load_ex4()[0].shape == (80, 2)
    for damaged in (good[:-10], good.replace(b"55.5", b"56.5", 1), b"", b"\xff\xfe"):
        (tmp_path / "data" / "ex4.csv").write_bytes(damaged)
        with pytest.raises(ValueError, match="not the file that came with the assignment"):
            student.load_ex4()


def test_ex4_has_40_rows_of_each_class_and_one_row_twice() -> None:
    X, y = nn.load_ex4()
    assert X.shape == (80, 2)
    assert np.array_equal(y, np.repeat([1, 0], 40))
    assert np.sum(np.all(X == [46, 60.5], axis=1)) == 2


def test_one_batch_of_all_examples_is_the_same_as_full_batch_training() -> None:
    case: Instance = draw(np.random.default_rng(3), m=9)
    one = nn.train(case.network, case.params, case.X, case.Y, 0.5, 5)[1]
    two = nn.train_minibatch(case.network, case.params, case.X, case.Y, 0.5, 5, 9, 0)[1]
    np.testing.assert_allclose(one, two, rtol=1e-12)
