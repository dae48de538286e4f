"""Does once in the parent what every worker does, so that the first call of each worker is not slower."""

import sys
from dataclasses import replace

import numpy as np

from assignment.engine import module
from assignment.engine.homework import Homework

from .. import encoding

SOURCE = """
import dataclasses
import math

import numpy as np
import pandas as pd


@dataclasses.dataclass(frozen=True)
class Options:
    size: int = 3


def compute(pairs, X, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    results = [X]
    for M, c in pairs:
        Z = results[-1][order] @ M + c
        E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
        results.append(E / np.sum(E, axis=1, keepdims=True))
    limited = np.clip(np.where(X > 0, X, np.arctan(X)), 0.1, 0.9)
    spread = (np.concatenate([X, limited]) - X.mean(axis=0)) / X.std(axis=0)
    total = float(-np.sum(np.log(limited)) / len(X) + 0.5 * sum(np.sum(M**2) for M, _ in pairs))
    ones = np.eye(Options().size)[np.argmax(spread, axis=1)]
    back = spread.T @ ones + rng.normal(size=(3, 3)) * math.sqrt(2)
    table = pd.DataFrame({"sum": back.sum(axis=0)}, index=pd.RangeIndex(1, 4, name="row"))
    return results, np.array_split(order, 2), total, {1: total}, table
"""


def rehearse(homework: Homework) -> None:
    """Execute a harmless file as a worker does, and make a call with encoded arguments and result."""
    homework = replace(homework, imports=("numpy", "pandas"))  # a submission may be allowed fewer
    student = module.load(homework, SOURCE, homework.filename)
    X = np.linspace(-1.0, 1.0, 12).reshape(4, 3)
    args = encoding.decode(encoding.encode(([(np.ones((3, 3)), np.zeros(3))], X, 1)))
    reply = module.call(homework, student, homework.filename, "compute", args)
    encoding.decode(encoding.encode([reply.value, *reply.changed]))
    del sys.modules[homework.module]
