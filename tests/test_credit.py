"""Where a course credits what is right, a task pays as if only that were wrong which is known, and never more."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignment.engine.homework import Homework
from assignment.engine.outcomes import Outcome
from assignment.engine.registry import PUBLIC_SALT
from assignment.engine.verdicts import Verdict
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.mistakes.catalogue import catalogue
from autograder.mistakes.credit import credit, slots
from autograder.run import fingerprint, record
from autograder.run.settings import Settings
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.imitation import imitations
from tests.corpus.several import Several, several, unknown, written_out
from tests.corpus.written import written

from .conftest import Command

LINE = Path(__file__).parent / "line"
FORGOTTEN = written_out("inserting", {"divisor": ("B01", "E")}).text
IMITATIONS = [i for i in imitations() if "backward" in i.earns or "loss" in i.earns or "forward" in i.earns]
QUICK = {"differences_central"}
CASES = [case for case in written("mistakes") if case.tasks[0] in ("forward", "loss", "backward")]


def graded(server: ForkServer, source: str, *tasks: str) -> Result:
    checks = tuple(check for check in checks_for(server.homework) if not tasks or check.task in tasks)
    result = grade(server, "student-01", source, checks, PUBLIC_SALT, credited=True)
    assert not result.faulty
    assert not [remark for remark in result.remarks if "credit" in remark]
    return result


def places(homework: Homework, task: str, codes: tuple[str, ...]) -> set[str]:
    return {name for name, place in slots(homework)[task].items() if {*place.codes} & {*codes}}


def price(homework: Homework, task: str, names: set[str]) -> float:
    return sum(slots(homework)[task][name].points for name in names)


def test_who_forgets_one_factor_gets_all_but_its_points(server: ForkServer, reference_source: str) -> None:
    result = graded(server, reference_source + FORGOTTEN, "backward")
    assert result.score == 25 - 3
    (paid,) = result.credits
    assert (paid.task, paid.slots) == ("backward", ("divisor",))


def test_without_the_setting_only_checks_pay(server: ForkServer, reference_source: str) -> None:
    checks = checks_for(server.homework, "backward")
    result = grade(server, "student-01", reference_source + FORGOTTEN, checks, PUBLIC_SALT)
    assert result.score == 6
    assert not result.credits


@pytest.mark.parametrize("count, least", [(8, 5), pytest.param(60, 50, marks=pytest.mark.slow)])
def test_two_or_three_mistakes_cost_what_each_costs(
    count: int, least: int, server: ForkServer, reference_source: str
) -> None:
    """Sums that are 0 but for rounding, and exceptions, are not explained."""
    credited = 0
    for case in several(count):
        result = graded(server, reference_source + case.text, "backward")
        most = 25 - price(server.homework, "backward", places(server.homework, "backward", case.codes))
        earned = sum(verdict.points for verdict in result.verdicts.values())
        credited += result.score == max(most, earned)
        assert result.score <= max(most, earned), case.name
    assert credited >= least


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_credited_at_its_place_or_not_at_all(
    case: Several, server: ForkServer, reference_source: str
) -> None:
    (task,) = case.tasks
    result = graded(server, case.submission(reference_source), task)
    for paid in result.credits:
        assert {*paid.slots} == places(server.homework, task, case.codes)


@pytest.mark.slow
@pytest.mark.parametrize("case", unknown(), ids=lambda case: case.name)
def test_what_is_not_known_is_not_credited(case: Several, server: ForkServer, reference_source: str) -> None:
    assert not graded(server, reference_source + case.text, "backward").credits


BESIDE = {
    "nothing": "pass",
    "arguments are changed": "A *= 1.0 + 1e-12",
    "it is slow": "_time.sleep(0.5 if len(A) == 1 else 0)",  # where the check looks at the time
    "the precision is single": "grads = [(dW.astype('f4'), db.astype('f4')) for dW, db in grads]",
    "deep networks are something else": "grads = [(dW * (2 if len(params) > 8 else 1), db) for dW, db in grads]",
    "it stops for some networks": "assert len(params) < 3",
}


@pytest.mark.parametrize("other", [pytest.param(o, marks=pytest.mark.slow if "slow" in o else ()) for o in BESIDE])
def test_a_known_mistake_is_credited_beside_nothing_and_not_beside_another_fault(
    other: str, server: ForkServer, reference_source: str
) -> None:
    beside = "\n\nimport time as _time\n_right = backward\n\n\ndef backward(network, params, activations, Y):\n"
    beside += "    A, grads = activations[-1], _right(network, params, activations, Y)\n"
    beside += f"    {BESIDE[other]}\n    return grads\n"
    paid = graded(server, reference_source + FORGOTTEN + beside, "backward").credits
    assert [one.slots for one in paid] == ([("divisor",)] if other == "nothing" else [])


LOSS = {
    "right": "",
    "without_1_m": """

_mean = loss


def loss(network, params, Y_hat, Y):
    penalty = 0.5 * network.l2 * sum(np.sum(W**2) for W, _ in params)
    return len(Y) * (_mean(network, params, Y_hat, Y) - penalty) + penalty
""",
}


@pytest.mark.parametrize(
    "imitation", [pytest.param(i, id=i.name, marks=() if i.name in QUICK else pytest.mark.slow) for i in IMITATIONS]
)
@pytest.mark.parametrize("loss", LOSS)
def test_an_imitation_is_not_credited(
    imitation: object, loss: str, server: ForkServer, reference_source: str, stub_source: str
) -> None:
    """Differences of a loss that forgets the mean are those of a gradient that forgets it, but they are no formula."""
    source = imitation.submission(reference_source, stub_source) + LOSS[loss]  # type: ignore[attr-defined]
    assert not [one for one in graded(server, source, "forward", "loss", "backward").credits if one.task == "backward"]


def test_a_right_file_is_not_credited(server: ForkServer, reference_source: str) -> None:
    result = graded(server, reference_source, "forward", "loss", "backward")
    assert (result.score, result.credits) == (15 + 10 + 25, ())


def test_each_place_has_codes_of_its_own_and_costs_less_than_the_task(homework: Homework) -> None:
    entries = catalogue(homework)
    for task in homework.tasks:
        found = slots(homework).get(task.name, {}).values()
        codes = [code for place in found for code in place.codes]
        assert len(codes) == len({*codes})
        assert all(task.name in entries[code].tasks or task.name == "backward" for code in codes)
        assert all(0 < place.points < task.points / 2 + 1 for place in found)


@given(data=st.data())
def test_whatever_is_wrong_credit_never_reaches_a_right_solution(homework: Homework, data: st.DataObject) -> None:
    task = data.draw(st.sampled_from(["forward", "loss", "backward"]))
    wrong = data.draw(st.lists(st.sampled_from([*slots(homework)[task]]), min_size=1, max_size=4))
    outcomes = st.sampled_from([Outcome.PASSED, Outcome.FAILED, Outcome.ERROR])
    verdicts = [Verdict(check, data.draw(outcomes)) for check in checks_for(homework, task)]
    earned = sum(verdict.points for verdict in verdicts)
    paid = credit(homework, task, wrong, verdicts)
    possible = sum(verdict.check.points for verdict in verdicts)
    total = earned + (paid.points if paid else 0)
    assert total == max(earned, possible - price(homework, task, {*wrong}))


def test_the_student_reads_what_is_credited_and_why(autograder: Command, tmp_path: Path, reference_source: str) -> None:
    (tmp_path / "class" / "student-01").mkdir(parents=True)
    (tmp_path / "class" / "student-01" / "neural_network.py").write_text(reference_source + FORGOTTEN)
    command = ("grade", tmp_path / "class", "--out", tmp_path / "out", "--task", "backward", "--credit")
    assert autograder(*command, "explained").returncode == 0
    read = json.loads((tmp_path / "out" / "results" / "student-01.json").read_text())
    assert read["score"] == sum(test["score"] for test in read["tests"]) == 22
    assert read["tests"][-1]["output"] == "All of backward is right but the factor 1/m. That makes 22 of 25 points."
    (row,) = (tmp_path / "out" / "grades.csv").read_text().splitlines()[1:]
    assert row.startswith("student-01,22,25,22,B01,")
    again = autograder(*command, "explained")
    assert "1 of 1 were known" in again.stdout
    other = autograder(*command, "checks")
    assert (other.returncode, "another credit" in other.stderr) == (2, True)


def test_a_homework_without_places_grades_as_before(autograder: Command, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = autograder(
        "grade", LINE / "solutions" / "line.py", "--out", out, "--homework", LINE, "--credit", "explained"
    )
    assert done.returncode == 0, done.stderr
    assert (out / "grades.csv").read_text().splitlines()[1].startswith("line,10,10,")


def test_a_record_keeps_what_is_credited_and_refuses_other_points(server: ForkServer, reference_source: str) -> None:
    result = graded(server, reference_source + FORGOTTEN, "backward")
    assert record.load(server.homework, record.dump(result)).credits == result.credits
    (paid,) = result.credits
    for wrong in (
        [replace(paid, points=paid.points + 1)],
        [replace(paid, slots=())],
        [replace(paid, slots=("no such place",))],
        [replace(paid, task="no such task")],
        [replace(paid, slots=("penalty", "divisor"))],
        [paid, paid],
    ):
        with pytest.raises(record.Unreadable):
            record.load(server.homework, record.dump(replace(result, credits=tuple(wrong))))


def test_only_where_mistakes_decide_points_a_change_of_them_grades_anew(
    homework: Homework, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {credited: Settings(credited=credited) for credited in (True, False)}
    before = {credited: fingerprint.of_submission("", chosen) for credited, chosen in settings.items()}
    monkeypatch.setattr(fingerprint, "of_credit", lambda homework: "other places")
    after = {credited: fingerprint.of_submission("", chosen) for credited, chosen in settings.items()}
    assert (before[True] != after[True], before[False] == after[False]) == (True, True)


def test_what_decides_credit_is_all_code_that_names_mistakes(homework: Homework) -> None:
    paths = {name for name, _ in fingerprint._bytes(homework, *fingerprint.CREDIT_CODE)}
    assert {"solutions/mistakes/slots.toml", "autograder/mistakes/credit.py", "solutions/mistakes/loss.py"} <= paths
