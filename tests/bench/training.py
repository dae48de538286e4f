"""Measures the reference's training on ex4 and scikit-learn's MLPClassifier, step for step."""

import time
import warnings
from statistics import median

import numpy as np
from sklearn.neural_network import MLPClassifier

from solutions import neural_network as reference

ROUNDS, STEPS, RATE = 7, 1000, 1.0


def table() -> str:
    """Return medians for the same full-batch steps from the same start, after checking that the losses agree."""
    X, y = reference.load_ex4()
    X = reference.standardize(X, X)[0]
    network = reference.Network((2, 4, 1), output="sigmoid")
    start = reference.init_params(network, 0)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        params, losses = reference.train(network, start, X, y[:, None].astype(float), RATE, STEPS)
        ours.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        model = _fit(X, y, start)
        theirs.append(time.perf_counter() - begin)
    difference = abs(losses[-1] - model.loss_curve_[-1])
    assert difference < 1e-6, "the two trainings are not the same"
    np.testing.assert_allclose(params[0][0], model.coefs_[0], rtol=1e-6)
    a, b = median(ours), median(theirs)
    return "\n".join(
        [
            f"| {STEPS} full-batch steps of a (2, 4, 1) network on ex4 | median | |",
            "| --- | --- | --- |",
            f"| the reference's train | {a * 1000:.0f} ms | {a / b:.2f} times scikit-learn |",
            f"| scikit-learn's MLPClassifier, same steps | {b * 1000:.0f} ms | last loss differs by {difference:.0e} |",
        ]
    )


def _fit(X: np.ndarray, y: np.ndarray, start: list[tuple[np.ndarray, np.ndarray]]) -> MLPClassifier:
    """Plain gradient descent on the whole batch, from given parameters."""
    model = MLPClassifier(
        (4,), activation="logistic", solver="sgd", alpha=0.0, batch_size=len(X), learning_rate_init=RATE, momentum=0.0,
        max_iter=1, shuffle=False, warm_start=True, n_iter_no_change=10**9, tol=0.0,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(X, y)  # makes the arrays, which are then given our start
        model.coefs_ = [W.copy() for W, _ in start]
        model.intercepts_ = [b.copy() for _, b in start]
        model.loss_curve_ = []
        model.n_iter_ = model.t_ = 0
        del model._optimizer
        model.set_params(max_iter=STEPS)
        model.fit(X, y)
    return model
