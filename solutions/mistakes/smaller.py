"""Calls with a network that are one step smaller, for the smallest one that goes wrong."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from assignment.checks.instances import Instance
from assignment.engine.mistakes import Args


def with_inputs(args: Args) -> Iterator[Args]:
    """Smaller calls of ``function(network, params, X, Y, ...)``; Y and what follows it may be missing."""
    network, params, X = args[:3]
    Y = args[3] if len(args) > 3 else np.zeros((len(X), network.units[-1]))
    for case in cases(Instance(network, params, X, Y)):
        yield (case.network, case.params, case.X, case.Y, *args[4:])[: len(args)]


def with_predictions(args: Args) -> Iterator[Args]:
    """Smaller calls of ``function(network, params, Y_hat, Y)``."""
    for case in cases(Instance(*args), predictions=True):
        yield case.network, case.params, case.X, case.Y


def with_full_batch(args: Args) -> Iterator[Args]:
    """Smaller calls of ``train_minibatch`` whose batch holds all rows: there, no order is right or wrong."""
    network, params, X, Y, rate, epochs, size, seed = args
    if size < len(X):
        yield network, params, X, Y, rate, epochs, len(X), seed
        return
    if epochs > 1:
        yield network, params, X, Y, rate, 1, size, seed
    for case in cases(Instance(network, params, X, Y)):
        yield case.network, case.params, case.X, case.Y, rate, epochs, len(case.X), seed


def with_folds(args: Args) -> Iterator[Args]:
    """Smaller calls of ``cross_validate``: fewer folds, steps, rows, columns and layers."""
    network, X, y, folds, rate, epochs, seed = args
    if epochs > 1:
        yield network, X, y, folds, rate, 1, seed
    for m in (4, 6, 8):
        if m < len(X):
            halves = np.arange(m // 2), np.arange(m // 2, m)
            yield network, X[:m], y[:m], [halves, halves[::-1]], rate, epochs, seed
    if len(folds) > 1:
        yield network, X, y, folds[:1], rate, epochs, seed
    if len(network.units) > 2:
        yield replace(network, units=(network.units[0], network.units[-1])), *args[1:]
    if X.shape[1] > 1:
        yield replace(network, units=(1, *network.units[1:])), X[:, :1], *args[2:]


def cases(case: Instance, predictions: bool = False) -> Iterator[Instance]:
    """Fewer rows, fewer units in a layer, fewer layers, no penalty.

    Parameters
    ----------
    case : Instance
    predictions : bool
        Whether predictions stand in the place of the inputs.
    """
    network, params = case.network, case.params
    if len(case.X) > 1:
        yield from (replace(case, X=case.X[[i]], Y=case.Y[[i]]) for i in range(min(len(case.X), 8)))
        yield from (replace(case, X=case.X[:m], Y=case.Y[:m]) for m in (2, 3) if m < len(case.X))
    for layer, n in enumerate(network.units):
        for fewer in (1, 2):
            enough = layer < len(params) or fewer > 1 or network.output != "softmax"
            if fewer < n and enough:
                yield _cut(case, layer, fewer, predictions)
    if len(params) > 2 and not predictions:
        X = np.repeat(case.X[:, :1], network.units[1], axis=1)
        yield Instance(replace(network, units=network.units[1:]), params[1:], X, case.Y)
    if network.l2:
        yield replace(case, network=replace(network, l2=0.0))


def _cut(case: Instance, layer: int, n: int, predictions: bool) -> Instance:
    """The same with n units in a layer."""
    params = list(case.params)
    if layer > 0:
        W, b = params[layer - 1]
        params[layer - 1] = W[:, :n], b[:n]
    if layer < len(params):
        W, b = params[layer]
        params[layer] = W[:n], b
    units = (*case.network.units[:layer], n, *case.network.units[layer + 1 :])
    last = layer == len(case.params)
    X = case.X[:, :n] if (last if predictions else layer == 0) else case.X
    Y = case.Y[:, :n] if last else case.Y
    if last and case.network.output == "softmax":
        Y = np.eye(n)[np.argmax(case.Y, axis=1) % n]
    return Instance(replace(case.network, units=units), params, X, Y)
