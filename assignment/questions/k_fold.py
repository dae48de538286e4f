"""What k_fold is asked: the rows that it returns show a mistake, whatever generator shuffles."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from assignment.engine.answers import asked
from assignment.engine.mistakes import Asking, Question, Responses
from assignment.engine.student import Student

SIZES = ((80, 5), (83, 5), (23, 4), (40, 3), (40, 5), (24, 4))
SEED, OTHER_SEED = 11, 12
Tests = list[np.ndarray]


def wrong_rows(responses: Responses) -> str:
    """The code of the mistake whose pattern the rows have."""
    student = responses.student
    results = {size: train_and_test(asked(student, "k_fold", (*size, SEED)).value, size[1]) for size in SIZES}
    known = [(found, size) for size, found in results.items()]
    for code, wanted in (("K20", _floors), ("K21", _ceilings), ("K22", _one_short)):
        if all(found and _in_sizes(found[1], wanted(*size)) for found, size in known):
            return code
    home = results[80, 5]
    if home is None:
        return "K12" if all(_one_fold(student, *size) for size in SIZES) else ""
    trains, tests = home
    if partition(trains, 80) and not partition(tests, 80):
        return "K11"
    if [len(test) for test in tests] == [4] * 5:
        return "K08" if all(_tenth(results[m, k], m, k) for m, k in SIZES[2:]) else ""
    return _not_partitioned(results, tests) if not _all_partitions(results) else _not_shuffled(student, tests)


def _floors(m: int, k: int) -> list[int]:
    """Sizes of which the last takes the rest."""
    return [m // k] * (k - 1) + [m - m // k * (k - 1)]


def _ceilings(m: int, k: int) -> list[int]:
    """Sizes rounded up, so that the last is small or empty."""
    size = -(-m // k)
    return [min(size, max(m - i * size, 0)) for i in range(k)]


def _one_short(m: int, k: int) -> list[int]:
    """Sizes that differ by one at most, less one row each."""
    return [m // k + (i < m % k) - 1 for i in range(k)]


def _in_sizes(tests: Tests, sizes: list[int]) -> bool:
    """Whether test parts without a common row have these sizes; a size's place does not count, but for the last one."""
    rows = np.concatenate(tests)
    lengths = [len(test) for test in tests]
    return len(rows) == len(np.unique(rows)) and sorted(lengths) == sorted(sizes)


def train_and_test(value: Any, k: int) -> tuple[Tests, Tests] | None:
    """Training and test rows, if there are k pairs of row numbers."""
    try:
        pairs = [tuple(fold) for fold in value]
        if len(pairs) != k or any(len(pair) != 2 for pair in pairs):
            return None
        rows = [[np.asarray(part, float).ravel().astype(int) for part in pair] for pair in pairs]
    except (TypeError, ValueError):
        return None
    return [pair[0] for pair in rows], [pair[1] for pair in rows]


def _one_fold(student: Student, m: int, k: int) -> bool:
    """Whether a single pair came back that could be one fold of k."""
    value = asked(student, "k_fold", (m, k, SEED)).value
    pair = value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value
    found = train_and_test([pair], 1)
    return found is not None and partition([*found[0], *found[1]], m) and abs(len(found[1][0]) - m / k) < 1


def partition(parts: Sequence[np.ndarray], m: int) -> bool:
    """Whether each of m rows is in exactly one part."""
    return bool(np.array_equal(np.sort(np.concatenate(parts)), np.arange(m)))


def _all_partitions(results: dict[tuple[int, int], tuple[Tests, Tests] | None]) -> bool:
    return all(found is not None and partition(found[1], m) for (m, _), found in results.items())


def _tenth(found: tuple[Tests, Tests] | None, m: int, k: int) -> bool:
    """Whether each test part holds k percent of the rows."""
    return found is not None and all(abs(len(test) - m * k / 100) <= 1 for test in found[1])


def _not_partitioned(results: dict[tuple[int, int], tuple[Tests, Tests] | None], tests: Tests) -> str:
    if partition(tests, 80):
        others = {size: results[size] for size in SIZES[1:]}
        if all(found and _remainder_dropped(found[1], *size) for size, found in others.items()):
            return "K05"
        written = [found for (m, k), found in others.items() if m // k != 16]
        if all(found and len(found[1][0]) == 16 for found in written):
            return "K16"
        if any(found and partition(found[1], m) for (m, _), found in others.items() if (m, _) in SIZES[4:]):
            return ""
        broken = [found is None or not partition(found[1], size[0]) for size, found in others.items()]
        return "K16" if sum(broken) > 1 else ""
    rows = np.concatenate(tests)
    if any(np.array_equal(np.sort(rows), np.arange(1, end)) for end in (80, 81)):
        return "T10"
    if len(rows) == 80 and len(np.unique(rows)) < 80 and rows.min() >= 0 and rows.max() < 80:
        runs = all(map(_is_run, tests))
        neighbours = [len(np.intersect1d(a, b)) / len(a) for a, b in pairwise(tests) if len(a)]
        if runs or (neighbours and min(neighbours) > 0.6):
            return "K06"
        everyone = [len(np.intersect1d(a, b)) for a, b in combinations(tests, 2)]
        return "K07" if min(everyone) > 0 and np.mean(everyone) > 2 else ""
    return ""


def _is_run(test: np.ndarray) -> bool:
    """Whether the rows stand one after the other in the data."""
    return len(test) > 0 and bool(np.array_equal(np.sort(test), np.arange(test.min(), test.min() + len(test))))


def _remainder_dropped(tests: Tests, m: int, k: int) -> bool:
    rows = np.concatenate(tests)
    return len(rows) == len(np.unique(rows)) == m // k * k and all(len(test) == m // k for test in tests)


def _not_shuffled(student: Student, tests: Tests) -> str:
    if all(map(_is_run, tests)):
        return "K01"
    again, other = (train_and_test(asked(student, "k_fold", (80, 5, seed)).value, 5) for seed in (SEED, OTHER_SEED))
    if again is None or other is None:
        return ""
    repeats = all(np.array_equal(a, b) for a, b in zip(tests, again[1], strict=True))
    ignored = all(np.array_equal(a, b) for a, b in zip(tests, other[1], strict=True))
    return "K14" if ignored or not repeats else ""


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """A usual call, and one that leaves a remainder."""
    yield Question("k_fold", (80, 5, 1), unique=False)
    yield Question("k_fold", (83, 5, 1), unique=False)


ASKED = Asking(questions, {"k_fold": (wrong_rows,)})
