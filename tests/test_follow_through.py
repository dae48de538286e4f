"""A bug in one task costs that task alone; nothing lent answers for what is judged."""

import inspect
import tracemalloc
from typing import Any

import numpy as np
import pytest

from assignment.checks.engine import student
from assignment.checks.engine.network import Network
from assignment.checks.engine.tasks import TASKS, seconds_for
from autograder.grading import Result, all_checks, checks_for, grade
from autograder.reference import reference
from autograder.sandbox import sandbox
from autograder.sandbox.lending import MAX_CALLS, Exhausted, Lender, Refused
from autograder.sandbox.zygotes import ROOT, Zygote


def points(result: Result) -> dict[str, float]:
    return {task.name: sum(v.points for v in result.verdicts.values() if v.check.task == task.name) for task in TASKS}


def without(source: str, *functions: str) -> str:
    """The reference in which functions are broken."""
    return source + "".join(f"\n\ndef {name}(*args, **kwargs):\n    return None\n" for name in functions)


def test_one_broken_base_costs_its_own_task_alone(zygote: Zygote, reference_source: str) -> None:
    result = grade("x", without(reference_source, "sigmoid"), zygote, all_checks(), "public")
    lost = {task.name: task.points - points(result)[task.name] for task in TASKS}
    assert lost["activations"] > 0
    assert {name for name, missing in lost.items() if missing} == {"activations"}
    assert result.verdicts["forward.published"].followed


def test_everything_but_one_task_broken_leaves_that_task_whole(zygote: Zygote, reference_source: str) -> None:
    others = [name for task in TASKS if task.name != "train" for name in task.functions]
    result = grade("x", without(reference_source, *others), zygote, all_checks(), "public")
    reached = points(result)
    assert reached.pop("train") == 10
    assert set(reached.values()) == {0}


def test_threads_may_borrow_at_the_same_time(zygote: Zygote) -> None:
    style = (ROOT / "tests" / "corpus" / "correct" / "thread_pool.py").read_text(encoding="utf-8")
    checks = (*checks_for("cross_validate"), *checks_for("compare"))
    result = grade("x", without(style, "train"), zygote, checks, "public")
    assert (points(result)["cross_validate"], points(result)["compare"]) == (6, 4)


def test_an_unwritten_function_is_todo_and_what_builds_on_it_is_judged(zygote: Zygote, reference_source: str) -> None:
    source = reference_source + '\n\ndef loss(*args):\n    raise NotImplementedError("loss is not written yet")\n'
    result = grade("x", source, zygote, all_checks(), "public")
    assert {v.outcome for v in result.verdicts.values() if v.check.task == "loss"} == {"todo"}
    assert result.score == 100


def test_a_base_that_hangs_is_waited_for_once(
    zygote: Zygote, reference_source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seconds(function: str) -> float:
        return student.PATIENCE / 2 if function == "forward" else seconds_for(function)

    for module in (sandbox, student):
        monkeypatch.setattr(module, "seconds_for", seconds)
    monkeypatch.setattr(student, "PATIENCE", 2.0)
    source = reference_source + "\n\ndef forward(*args):\n    while True:\n        pass\n"
    checks = tuple(c for c in all_checks() if c.task in ("forward", "backward", "predict", "train"))
    result = grade("x", source, zygote, checks, "public")
    assert points(result) | {"forward": 0} == points(result)
    assert points(result)["backward"] == 25
    assert points(result)["train"] == 10
    assert points(result)["predict"] == 2
    outcomes = [v for v in result.verdicts.values() if v.check.task == "forward"]
    assert {v.outcome for v in outcomes} == {"timeout"}
    assert sum("was not tried again" in v.sentence for v in outcomes) == len(outcomes) - 2


@pytest.mark.parametrize(
    ("function", "trick"),
    [
        # asks the lent functions of its own worker for the answer to what it is judged on
        (
            "backward",
            "return [(p[0] - q[0], p[1] - q[1]) for p, q in zip(params, train(network, params, a[0], Y, 1.0, 1)[0])]",
        ),
        ("forward", "return [None] * len(params) + [forward.__globals__['predict'](network, params, a)]"),
    ],
)
def test_a_thief_learns_nothing(zygote: Zygote, reference_source: str, function: str, trick: str) -> None:
    source = without(reference_source, *[f for t in TASKS for f in t.functions if f != function])
    rest = "network, params, a, Y" if function == "backward" else "network, params, a"
    source += f"\n\ndef {function}({rest}):\n    {trick}\n"
    result = grade("x", source, zygote, checks_for(function), "public")
    assert result.score == 0


def test_wrong_but_consistent_loss_and_gradient_earn_nothing(zygote: Zygote, reference_source: str) -> None:
    """A constant loss has the gradient zero: the check must not take the student's own loss on trust."""
    source = reference_source + (
        "\n\ndef loss(*args):\n    return 0.0\n"
        "\n\ndef backward(network, params, activations, Y):\n    return [(0 * W, 0 * b) for W, b in params]\n"
    )
    result = grade("x", source, zygote, checks_for("backward"), "public")
    reached = {v.check.name for v in result.verdicts.values() if v.outcome == "passed"}
    assert reached == {"shapes", "unchanged"}


def test_a_constant_earns_nothing_in_the_evaluation_tasks(zygote: Zygote, reference_source: str) -> None:
    source = reference_source + (
        "\n\ndef cross_validate(network, X, y, folds, *rest):\n    return np.ones(len(folds))\n"
        "\n\ndef choose_hidden_units(X, y, c, *rest):\n    return min(c), dict.fromkeys(c, 1.0)\n"
        "\n\ndef standardize(a, b):\n    return a, b\n"
        "\n\ndef k_fold(m, k, seed):\n    return [([], list(range(m)))] * k\n"
    )
    checks = tuple(c for c in all_checks() if c.task in ("cross_validate", "hidden_units", "standardize", "k_fold"))
    assert grade("x", source, zygote, checks, "public").score == 0


@pytest.mark.slow
def test_a_check_that_stumbles_over_odd_values_is_not_a_fault(zygote: Zygote, reference_source: str) -> None:
    odd = ["{}", "[]", "''", "np.zeros((0, 3))", "[(1, 2), (3, 4)]", "{1: [2]}", "pd.DataFrame()", "float('nan')"]
    odd += ["10**30", "[np.zeros(2), 'x']", "np.ma.masked_all(3)", "True"]
    functions = [name for task in TASKS for name in task.functions]
    for value in odd:
        source = reference_source + "".join(f"\n\ndef {f}(*args, **kwargs):\n    return {value}\n" for f in functions)
        result = grade("x", source, zygote, all_checks(), "public")
        assert not result.faulty, value
        assert result.score <= 1, (value, [v.check.id for v in result.verdicts.values() if v.points])


ONE, UNIT = Network((1, 1)), [(np.ones((1, 1)), np.zeros(1))]
WIDE, X, y = Network((1000, 2)), np.ones((9, 1000)), np.zeros(9)


class TestLender:
    case = (Network((2, 3, 2)), reference.init_params(reference.Network((2, 3, 2)), 0), np.ones((4, 2)))

    def test_it_lends_what_was_agreed(self) -> None:
        value = Lender(["forward"]).answer("forward", list(self.case), {})
        np.testing.assert_array_equal(value[-1], reference.forward(*self.case)[-1])

    @pytest.mark.parametrize("name", ["backward", "__class__", "np", None, 3, "load_ex4"])
    def test_it_lends_nothing_else(self, name: object) -> None:
        with pytest.raises(Refused):
            Lender(["forward"]).answer(name, list(self.case), {})

    def test_it_answers_nonsense_with_a_sentence(self) -> None:
        for args in ([], [1, 2, 3], [self.case[0], [], np.ones(3)], ["x"] * 3):
            with pytest.raises(Refused, match=r"\w+"):
                Lender(["forward"]).answer("forward", args, {})

    def test_it_refuses_too_much_work(self) -> None:
        network, params, X = self.case
        Y = np.ones((4, 2))
        for kwargs in ({"epochs": 2.5}, {"epochs": "x"}):
            with pytest.raises(Refused, match="epochs"):
                Lender(["train"]).answer("train", [network, params, X, Y, 1.0], kwargs)
        for odd in ([], None, "backward"):
            with pytest.raises(Refused, match="not lent"):
                Lender(["train"]).answer(odd, [], {})
        long, wide, deep = np.ones((90_000, 1)), np.ones((1, 90_000)), Network((1,) * 600)
        ones = [(np.ones((1, 1)), np.zeros(1))] * 599
        for name, args in (
            ("train", [network, params, long, long, 1.0, 1]),
            ("train", [Network((10**6, 10**6)), params, X, Y, 1.0, 1]),
            ("init_params", [Network((5000, 5000)), 0]),
            ("standardize", [wide, long]),  # each would broadcast to 60 GB
            ("loss", [network, params, long, wide]),
            ("update", [[(long, wide)], [(wide, long)], 1.0]),
            ("update", [[(np.ones((50, 50, 1, 1)), 1)], [(np.ones((1, 1, 50, 50)), 1)], 1.0]),
        ):
            with pytest.raises(Refused, match="larger arguments"):
                Lender([name]).answer(name, args, {})
        rows = np.ones((1000, 2))
        folds = [(np.arange(2), np.arange(2))] * 5000
        for name, args in (
            ("train", [network, params, X, Y, 1.0, 10**9]),
            ("train", [network, params, rows, rows, 1.0, 5000]),
            ("train", [deep, ones, X[:, :1], Y[:, :1], 1.0, 150]),
            ("cross_validate", [network, rows, rows[:, 0], folds, 1.0, 100, 3]),
        ):
            with pytest.raises(Refused, match="more training"):
                Lender([name]).answer(name, args, {})
        with pytest.raises(Refused, match="no task needs"):
            Lender(["sigmoid"]).answer("sigmoid", [{}], {})
        with pytest.raises(Refused, match="no task needs"):
            Lender(["sigmoid"]).answer("sigmoid", [], {1: np.ones(2)})
        lender = Lender(["sigmoid"])
        lender.calls = MAX_CALLS
        with pytest.raises(Exhausted):
            lender.answer("sigmoid", [np.ones(2)], {})

    @pytest.mark.parametrize(
        ("name", "args"),
        [
            ("update", [[(0.5, 0.5)] * 600, [(1.0, 1.0)] * 600, np.ones((400, 400))]),
            ("update", [[(np.ones((1000, 1)), 0.0)], [(np.ones((1, 1000)), 0.0)], 1.0]),
            ("update", [[(1.0, 1.0)], [(1.0, 1.0)] * 2, 1.0]),
            ("encode_targets", [Network((1, 1000)), np.zeros((400, 400), np.int8)]),
            ("init_params", [Network((1000, 900)), 0]),
            ("forward", [ONE, UNIT * 900, np.ones((9, 1))]),
            ("forward", [ONE, [(np.ones((1, 900)), 0.0), (np.ones((900, 1)), 0.0)] * 90, np.ones((9, 1))]),
            ("forward", [Network((2, 1)), [(np.ones((2, 1)), np.zeros((900, 1)))], np.ones((900, 2))]),
            ("forward", [Network((100, 900)), [(np.ones((100, 900)), np.zeros(900))], np.ones((900, 100))]),
            ("backward", [ONE, UNIT, [np.ones((900, 1))] * 2, np.ones((1, 900))]),
            ("backward", [ONE, UNIT, [], np.ones((1, 1))]),
            ("loss", [ONE, UNIT, np.ones((900, 1)), np.ones((1, 900))]),
            ("train", [ONE, UNIT * 900, *[np.zeros((1, 1))] * 2, 0.1, 7000]),
            ("train", [ONE, UNIT, *[np.ones((9, 1))] * 2, np.ones((400, 400)), 1]),
            ("standardize", [np.ones((1, 900)), np.ones((900, 1))]),
            ("cross_validate", [WIDE, X, y, [[np.zeros((300, 300), np.int8)] * 2], 1.0, 1, 0]),
            ("cross_validate", [WIDE, X, y, [[np.zeros(1000, int)] * 2], 1.0, 1, 0]),
        ],
    )
    def test_what_would_be_large_or_long_is_refused_before_it_is_computed(self, name: str, args: list[Any]) -> None:
        tracemalloc.start()
        with pytest.raises(Refused, match=r"larger answer|fit together|ValueError|IndexError"):
            Lender([name]).answer(name, args, {})
        assert tracemalloc.get_traced_memory()[1] < 20e6
        tracemalloc.stop()

    def test_what_right_solutions_ask_for_is_lent(self) -> None:
        """By position or by name, lists for arrays, one example, biases as rows, params as lists or tuples."""
        network, params, X = self.case
        y = np.array([0, 1, 1, 0])
        Y, A = np.eye(2)[y], reference.forward(*self.case)
        rows = [[W, b[None]] for W, b in params]
        folds = [(np.array([0, 1]), np.array([2, 3])), ([2, 3], [0, 1])]
        calls: tuple[tuple[str, list[Any]], ...] = (
            ("sigmoid", [np.ones(40_000)]),
            ("relu", [3.0]),
            ("softmax", [X]),
            ("activation_gradient", ["tanh", X]),
            ("forward", [network, tuple(rows), X]),
            ("forward", [network, [(W.tolist(), b) for W, b in params], X]),
            ("forward", [network, params, X[0].tolist()]),
            ("loss", [network, params, A[-1], Y]),
            ("loss", [network, params, A[-1][0], Y[0]]),
            ("backward", [network, rows, tuple(A), Y]),
            ("update", [rows, params, np.array(0.5)]),
            ("train", [network, rows, X, Y, 1, 3]),
            ("predict", [network, params, X]),
            ("standardize", [X, X[:1]]),
            ("init_params", [network, 3]),
            ("encode_targets", [network, y]),
            ("cross_validate", [network, X, y, folds, 1.0, 2, 0]),
        )
        for name, args in calls:
            names = inspect.signature(getattr(reference, name)).parameters
            one = Lender([name]).answer(name, args, {})
            other = Lender([name]).answer(name, [], dict(zip(names, args, strict=True)))
            for a, b in zip(leaves(one), leaves(other), strict=True):
                np.testing.assert_array_equal(a, b)


def leaves(value: Any) -> list[Any]:
    return [leaf for item in value for leaf in leaves(item)] if isinstance(value, (list, tuple)) else [value]
