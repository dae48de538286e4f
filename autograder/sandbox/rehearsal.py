"""What every worker does, done once by its parent: a child then finds it in the caches, not on its first call."""

import os
import sys
import threading

import numpy as np

from assignment.checks.engine import module
from assignment.checks.engine.network import Network

from . import orders, wire, worker

SOURCE = """
import dataclasses
import math

import numpy as np
import pandas as pd


@dataclasses.dataclass(frozen=True)
class Network:
    units: tuple
    hidden: str = "sigmoid"
    output: str = "softmax"
    objective: str = "cross_entropy"
    l2: float = 0.0


def sums(network, pairs, X, rows, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    results = [X]
    for W, b in pairs:
        Z = results[-1][order] @ W + b
        E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
        results.append(E / np.sum(E, axis=1, keepdims=True))
    parts = np.array_split(order, 2)
    limited = np.clip(np.where(X > 0, X, np.tanh(X)), 0.1, 0.9)
    spread = (np.concatenate([X, limited]) - X.mean(axis=0)) / X.std(axis=0)
    total = float(-np.sum(np.log(limited)) / len(X) + 0.5 * network.l2 * sum(np.sum(W**2) for W, _ in pairs))
    ones = np.eye(2)[np.argmax(spread, axis=1)]
    back = spread.T @ ones + rng.normal(size=(X.shape[1], 2)) * math.sqrt(2)
    table = pd.DataFrame({"sum": back.sum(axis=0)}, index=pd.RangeIndex(1, 3, name="row"))
    return results, [(parts[0], parts[1])], total, {1: total}, table


def refuse(*args):
    raise ValueError("no")
"""


def rehearse() -> None:
    """Load a harmless file as a worker does, and answer some calls."""
    hooks = list(sys.meta_path)
    requests, ours = os.pipe()
    answers, replies = os.pipe()
    prompter = threading.Thread(target=_ask, args=(ours, answers), daemon=True)
    prompter.start()
    worker.serve(requests, replies)
    prompter.join()
    for descriptor in (requests, answers, replies):
        os.close(descriptor)
    sys.meta_path[:] = hooks
    del sys.modules[module.NAME]


def _ask(requests: int, answers: int) -> None:
    X = np.linspace(-1.0, 1.0, 12).reshape(4, 3)
    args = Network((3, 2)), [(np.ones((3, 3)), np.zeros(3))], X, [(np.arange(2), np.arange(2, 4))], 1
    job = {"source": np.frombuffer(SOURCE.encode(), np.uint8), "lent": []}
    calls = [(name, args) for name in ("sums", "refuse", "sums", "sums")]
    for message in (job, *[{"anew": True, "calls": calls}] * 2):
        wire.write(requests, 1, orders.packed(message))
        wire.receive(answers)
    os.close(requests)
