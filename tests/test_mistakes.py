"""Mistakes are named: the right ones, for the right task, and none where nothing is wrong."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assignment.engine.answers import computed, same
from assignment.engine.homework import Homework
from assignment.engine.judge import Openers
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why
from assignment.engine.registry import all_checks
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.mistakes import matching
from autograder.mistakes.catalogue import catalogue
from autograder.mistakes.diagnosis import diagnose, while_loading
from autograder.mistakes.matching import answer, code_of, mistakes_of, questions
from autograder.reports import feedback
from autograder.reports.report import Context
from autograder.sandbox.client.forkserver import ForkServer
from solutions import neural_network as reference
from tests.corpus.edits import MISTAKES
from tests.corpus.field_files import faults
from tests.corpus.several import one_by_one, several, unknown
from tests.corpus.written import Written, written

SINGLE, PAIRS = written("mistakes"), written("pairs")
SAMPLE = [case for case in SINGLE if case.name in {f"{case.codes[0]}_{case.tasks[0]}"}][::12]
WITH_SWITCHES = (
    *("activations", "forward", "loss", "backward", "update", "train", "predict", "standardize", "cross_validate"),
    *("compare", "sgd", "hidden_units"),
)
BY_BEHAVIOUR = {
    *(
        "A02",
        "A14",
        "B28",
        "B31",
        "E12",
        "E16",
        "F07",
        "F09",
        "G01",
        "G02",
        "G03",
        "K05",
        "K06",
        "K07",
        "K08",
        "K16",
        "K20",
        "K21",
        "K22",
        "P01",
        "P02",
        "P03",
        "P10",
    ),
    *("P11", "P12", "P13", "S11", "T12", "T21", "U03"),
}


def loses(result: Result) -> set[str]:
    return {verdict.check.task for verdict in result.verdicts.values() if verdict.outcome != "passed"}


def named(result: Result) -> set[str]:
    return {code for mistake in result.mistakes for code in mistake}


def graded(case: Written, server: ForkServer, reference_source: str) -> Result:
    result = grade(server, case.name, case.submission(reference_source), all_checks(server.homework), "public")
    assert not result.faulty
    assert not [remark for remark in result.remarks if "looked for" in remark]
    return result


@pytest.mark.slow
@pytest.mark.parametrize("case", SINGLE, ids=lambda case: case.name)
def test_a_mistake_is_blamed_on_its_task_and_named(case: Written, server: ForkServer, reference_source: str) -> None:
    result = graded(case, server, reference_source)
    assert loses(result) == (
        {task.name for task in server.homework.tasks} if case.codes == ("P03",) else set(case.tasks)
    )
    assert set(case.codes) <= named(result), result.mistakes
    assert all(set(mistake) & set(case.codes) for mistake in result.mistakes), result.mistakes


@pytest.mark.slow
@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case.name)
def test_two_mistakes_cost_both_tasks_and_one_is_named(
    case: Written, server: ForkServer, reference_source: str
) -> None:
    result = graded(case, server, reference_source)
    assert loses(result) == set(case.tasks)
    assert set(case.codes) & named(result)
    assert all(set(mistake) & set(case.codes) for mistake in result.mistakes), result.mistakes


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.name)
def test_a_sample_of_mistakes_is_named(case: Written, server: ForkServer, reference_source: str) -> None:
    source = case.submission(reference_source)
    result = grade(server, case.name, source, checks_for(server.homework, case.tasks[0]), "public")
    assert set(case.codes) <= named(result)
    assert all(set(mistake) & set(case.codes) for mistake in result.mistakes), result.mistakes


def test_every_code_has_a_sample_in_every_task_that_it_lists(homework: Homework) -> None:
    entries = catalogue(homework)
    made = {(code, task) for case in SINGLE for code in case.codes for task in case.tasks}
    made |= {(code, task) for fault in faults().values() for task in fault["loses"] for code in fault.get("names", [])}
    made |= {(code, "backward") for case in (*one_by_one(), *several(60), *unknown()) for code in case.codes}
    anywhere = {code for code, entry in entries.items() if len(entry.tasks) > 7}
    listed = {(code, task) for code, entry in entries.items() for task in entry.tasks if code not in anywhere}
    assert listed <= made
    assert {code for code, _ in made} == set(entries)
    assert len(PAIRS) >= 20


@pytest.mark.parametrize("salt", ["public", "another"])
@pytest.mark.parametrize("task", WITH_SWITCHES)
def test_answers_are_right_without_a_switch_and_wrong_with_one(homework: Homework, task: str, salt: str) -> None:
    for number, question in enumerate(questions(homework, task, salt)):
        right = computed(getattr(reference, question.function), *question.args)
        assert same(answer(homework, task, salt, number, frozenset()), right)
    if (task, salt) == ("compare", "another"):
        return  # 81 rows need not show a seed
    for function, switches in mistakes_of(homework, task).switches.items():
        asked = about(homework, task, function, salt)
        for switch in switches:
            on = frozenset({switch})
            answers = (
                (answer(homework, task, salt, i, on), answer(homework, task, salt, i, frozenset())) for i in asked
            )
            assert any(not same(wrong, right) for wrong, right in answers), switch


def about(homework: Homework, task: str, function: str, salt: str = "public") -> list[int]:
    return [i for i, question in enumerate(questions(homework, task, salt)) if question.function == function]


def test_every_task_has_a_module_and_every_switch_a_function(homework: Homework) -> None:
    for task in homework.tasks:
        known = mistakes_of(homework, task.name)
        assert {*known.switches, *known.functions, *known.experiments, *known.shrinking} <= set(task.functions)
        assert known.switches.keys() == known.functions.keys()
        assert {question.function for question in questions(homework, task.name, "public")} == set(task.functions)
        assert bool(known.switches) == (task.name in WITH_SWITCHES)


def test_every_switch_has_an_entry_and_every_entry_a_switch_or_an_experiment(homework: Homework) -> None:
    switches = (known for task in WITH_SWITCHES for known in mistakes_of(homework, task).switches.values())
    found = {code_of(switch) for known in switches for switch in known}
    parts = [part for task in WITH_SWITCHES for parts in mistakes_of(homework, task).parts.values() for part in parts]
    found |= {code_of(switch) for part in parts for slot in part.slots for switch in slot} | {p.lost for p in parts}
    assert found <= set(catalogue(homework))
    assert set(catalogue(homework)) <= found | BY_BEHAVIOUR


def test_switches_of_different_mistakes_are_told_apart(homework: Homework) -> None:
    """If two gave the same answers to all questions, a student would read "either ... or ..."."""
    alike = set()
    for task in ("activations", "forward", "loss", "backward", "update", "standardize", "predict"):
        for function, known in mistakes_of(homework, task).switches.items():
            asked = about(homework, task, function)
            for i, a in enumerate(known):
                for b in known[i + 1 :]:
                    answers = [[answer(homework, task, "public", n, frozenset({s})) for n in asked] for s in (a, b)]
                    if code_of(a) != code_of(b) and all(same(x, y) for x, y in zip(*answers, strict=True)):
                        alike.add((task, code_of(a), code_of(b)))
    assert not alike


OTHER_WORDS = {
    "divided_by_outputs",
    "squared_error_mean",
    "errors_hidden",
    "zeros_replaced_in_place",
    "list_is_an_alias",
}  # true as well


@pytest.mark.slow
def test_an_edit_of_the_reference_is_named_by_its_code_or_not_at_all(server: ForkServer, reference_source: str) -> None:
    for mistake in [m for m in MISTAKES if m.task in ("loss", "update", "standardize")]:
        checks = checks_for(server.homework, mistake.task)
        result = grade(server, "x", mistake.apply(reference_source), checks, "public")
        true = {mistake.code, *mistakes_of(server.homework, mistake.task).lost}
        wrong = [group for group in result.mistakes if true.isdisjoint(group)]
        assert not wrong or mistake.name in OTHER_WORDS, (mistake.name, wrong)


@pytest.fixture
def hidden_slope_forgotten(server: ForkServer, reference_source: str) -> Result:
    case = next(case for case in SINGLE if case.name == "B06_backward")
    return grade(server, "student-01", case.submission(reference_source), all_checks(server.homework), "public")


def test_the_counterexample_can_be_pasted(hidden_slope_forgotten: Result) -> None:
    (finding,) = hidden_slope_forgotten.findings["backward"]
    *lines, got, expected = finding.example
    assert len(finding.example) <= 8
    scope: dict[str, Any] = {"np": np, **{name: getattr(reference, name) for name in ("Network", "backward")}}
    exec("\n".join(lines[:-1]), scope)
    value = eval(lines[-1], scope)
    right = eval(expected.partition("expected ")[2], {"np": np})
    wrong = eval(got.partition("got ")[2], {"np": np})
    for (dW, db), (want_W, want_b) in zip(value, right, strict=True):
        np.testing.assert_allclose(dW, want_W, rtol=1e-2, atol=1e-12)
        np.testing.assert_allclose(db, want_b, rtol=1e-2, atol=1e-12)
    assert not np.allclose(wrong[0][0], right[0][0])
    np.testing.assert_allclose(wrong[1][0], right[1][0])
    assert all(
        float(f"{number:.3g}") == number for part in (right, wrong) for pair in part for number in np.hstack(pair[0])
    )
    assert scope["network"].units == (1, 1, 2)
    assert len(scope["Y"]) == 1


@pytest.mark.parametrize(
    ("function", "file"), [("cross_validate", "E07_cross_validate"), ("train_minibatch", "T03_sgd")]
)
def test_a_training_that_goes_wrong_is_shown_on_a_few_rows_and_can_be_pasted(
    function: str, file: str, server: ForkServer, reference_source: str
) -> None:
    case = next(case for case in SINGLE if case.name == file)
    task = file.partition("_")[2]
    result = grade(server, "x", case.submission(reference_source), checks_for(server.homework, task), "public")
    (finding,) = result.findings[task]
    *lines, got, expected = finding.example
    scope: dict[str, Any] = {"np": np, **{name: getattr(reference, name) for name in ("Network", function)}}
    exec("\n".join(lines[:-1]), scope)
    value = eval(lines[-1], scope)
    right = eval(expected.partition("expected ")[2], {"np": np})
    assert got.partition("got ")[2].strip() != expected.partition("expected ")[2].strip()
    values, rights = (part if function == "cross_validate" else part[1] for part in (value, right))
    np.testing.assert_allclose(values, rights, rtol=1e-2)
    assert len(scope["X"]) <= 8
    if function == "train_minibatch":  # where the batch holds all rows, no order is right or wrong
        *_, batch_size, _ = lines[-1].removesuffix(")").split(", ")
        assert int(batch_size) == len(scope["X"])


def test_a_small_difference_is_shown_with_as_many_digits_as_it_needs(server: ForkServer, reference_source: str) -> None:
    source = reference_source + "\n\nright = loss\ndef loss(*args):\n    return 1.00002 * right(*args)\n"
    result = grade(server, "x", source, checks_for(server.homework, "loss"), "public")
    (finding,) = result.findings["loss"]
    got, expected = (line.split()[-1] for line in finding.example[-2:])
    assert got != expected
    assert abs(float(got) / float(expected) - 1.00002) < 2e-5
    assert len(got.lstrip("0.").replace(".", "")) <= 6


def test_a_mistake_in_a_data_frame_is_named_and_shown_in_numbers(server: ForkServer, reference_source: str) -> None:
    source = reference_source + (
        "\n\ndef standardize(X_train, X_test):\n    a, b = pd.DataFrame(X_train), pd.DataFrame(X_test)\n"
        "    scale = a.std().replace(0, 1)  # divides by m - 1\n"
        "    return (a - a.mean()) / scale, (b - a.mean()) / scale\n"
    )
    result = grade(server, "x", source, checks_for(server.homework, "standardize"), "public")
    assert named(result) == {"S09"}
    (finding,) = result.findings["standardize"]
    got, expected = (
        eval(line.partition(start)[2], {"np": np})
        for line, start in zip(finding.example[-2:], ("got ", "expected "), strict=True)
    )
    assert [np.shape(part) for part in got] == [np.shape(part) for part in expected]
    assert any(not np.allclose(one, other) for one, other in zip(got, expected, strict=True))


@pytest.mark.parametrize(
    ("name", "call"),
    [("K06_k_fold", "k_fold(2, 2, 1)"), ("K05_k_fold", "k_fold(3, 2, 1)"), ("K21_k_fold", "k_fold(5, 4, 1)")],
)
def test_folds_that_are_no_partition_are_shown_on_the_fewest_rows(
    server: ForkServer, reference_source: str, name: str, call: str
) -> None:
    case = next(case for case in SINGLE if case.name == name)
    result = grade(server, name, case.submission(reference_source), checks_for(server.homework, "k_fold"), "public")
    shown, got, expected = result.findings["k_fold"][0].example
    assert shown == call
    assert [text.index("[(") for text in (got, expected)] == [expected.index("[(")] * 2
    assert expected.startswith("# expected, e.g., ")  # there are many right answers


def test_of_folds_that_are_not_shuffled_no_call_is_shown(server: ForkServer, reference_source: str) -> None:
    """Each call by itself may be right."""
    case = next(case for case in SINGLE if case.name == "K01_k_fold")
    result = grade(server, "x", case.submission(reference_source), checks_for(server.homework, "k_fold"), "public")
    assert not result.findings["k_fold"][0].example


def test_a_mistake_is_explained_once_and_hidden_checks_show_no_example(
    hidden_slope_forgotten: Result, homework: Homework, tmp_path: Path
) -> None:
    result, sentence = hidden_slope_forgotten, catalogue(homework)["B06"].sentence
    for language in ("en", "zh"):
        lines = feedback.by_check(result, Context(tmp_path, homework, language))
        assert sum(sentence[language] in line for texts in lines.values() for line in texts) == 1
        assert not any(line.startswith(("hint:", "提示：")) for texts in lines.values() for line in texts)
    assert any(verdict.hint for verdict in result.verdicts.values())  # a guess, and here a wrong one
    hidden = {key: verdict for key, verdict in result.verdicts.items() if verdict.check.hidden}
    for allowed in (False, True):
        lines = feedback.by_check(replace(result, verdicts=hidden), Context(tmp_path, homework, "en", allowed))
        assert any("# expected" in line for texts in lines.values() for line in texts) is allowed


@pytest.mark.slow
def test_reports_carry_the_codes(
    autograder: Callable[..., Any], tmp_path: Path, reference_source: str, homework: Homework
) -> None:
    entries = catalogue(homework)
    for number, name in enumerate(("B06_backward", "B06_backward_2", "L03_loss"), 1):
        case = next(case for case in SINGLE if case.name == name)
        folder = tmp_path / "class" / f"student-0{number}"
        folder.mkdir(parents=True)
        (folder / "neural_network.py").write_text(case.submission(reference_source), encoding="utf-8")
    done = autograder("grade", tmp_path / "class", "--out", tmp_path / "out", "--language", "zh")
    assert done.returncode == 0, done.stderr
    assert "2 x B06" in done.stdout
    assert entries["B06"].title["zh"] in done.stdout
    grades = pd.read_csv(tmp_path / "out" / "grades.csv", keep_default_na=False)
    assert list(grades["misconceptions"]) == ["B06", "B06", "L03"]
    results = json.loads((tmp_path / "out" / "results" / "student-03.json").read_text(encoding="utf-8"))
    assert results["extra_data"]["misconceptions"] == ["L03"]
    for test in results["tests"]:
        lost = test["extra_data"]["outcome"] == "failed"
        assert test["extra_data"]["misconceptions"] == (["L03"] if lost else [])
    assert sum(entries["L03"].sentence["zh"] in test["output"] for test in results["tests"]) == 1


def test_a_failure_of_the_search_costs_an_explanation_and_no_point(
    server: ForkServer, reference_source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = next(case for case in SINGLE if case.name == "L03_loss")
    source, checks = case.submission(reference_source), checks_for(server.homework, "loss")
    whole = grade(server, "x", source, checks, "public")

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(matching, "explanations", broken)
    result = grade(server, "x", source, checks, "public")
    assert result.score == whole.score
    assert result.mistakes == []
    assert any("no mistake could be looked for in loss: RuntimeError" in remark for remark in result.remarks)


def stopped_while_loading(outcome: Outcome, *kinds: str) -> Stopped:
    return Stopped(outcome, Why(Reason.RAISED if kinds else Reason.TOO_LONG, kinds=kinds))


@pytest.mark.parametrize(
    ("stopped", "named"),
    [
        (stopped_while_loading(Outcome.TIMEOUT), True),
        (stopped_while_loading(Outcome.ERROR, "FileNotFoundError", "OSError", "Exception"), True),
        (stopped_while_loading(Outcome.ERROR, "EOFError", "Exception"), True),
        (stopped_while_loading(Outcome.ERROR, "NameError", "Exception"), False),
    ],
)
def test_a_file_that_does_work_on_import_is_told_so_for_every_task(
    homework: Homework, stopped: Stopped, named: bool
) -> None:
    found = while_loading(homework, stopped)
    assert set(found) == ({task.name for task in homework.tasks} if named else set())
    assert {mistake for findings in found.values() for finding in findings for mistake in finding.mistakes} == (
        {("P03",)} if named else set()
    )


def test_nothing_is_named_where_right_versions_cannot_be_lent(homework: Homework) -> None:
    assert diagnose(homework, [], Openers(lambda task: pytest.fail("opened")), "", "public", pytest.fail) == {}
