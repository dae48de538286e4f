"""Mistakes are named on the student's own computer, where there is no right answer."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assignment.engine import home
from assignment.engine.answers import NOTHING, Answer, computed
from assignment.engine.digest import digest, mark
from assignment.engine.homework import Homework
from assignment.engine.judge import judge_task
from assignment.engine.language import LANGUAGES, in_languages, said
from assignment.engine.local import openers
from assignment.engine.records import classes_of
from assignment.engine.registry import PUBLIC_SALT, public_checks
from autograder.mistakes import for_home
from autograder.release import build
from tests.corpus.edits import MISTAKES
from tests.corpus.field_files import FIELD, faults
from tests.corpus.several import several


@dataclass(frozen=True)
class Line:
    """A record of two numbers."""

    slope: float
    intercept: float


SCRIPT = Path(__file__).with_name("at_home.py")
CORRECT = FIELD.parent / "correct"
ENOUGH = 45  # of the 60 wrong files
Groups = list[list[str]]
Named = Callable[..., dict[str, Groups]]
NUMBERS = st.integers(-999, 999).map(lambda number: number / 100)  # far from the edges of rounding


@pytest.fixture(scope="session")
def desk(homework: Homework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what students receive, and nothing else."""
    folder = tmp_path_factory.mktemp("desk")
    build.release(homework, folder / "assignment.zip")
    with zipfile.ZipFile(folder / "assignment.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def named(desk: Path, tmp_path: Path) -> Named:
    """Return the mistakes that are named in files there."""

    def run(*files: str) -> dict[str, Groups]:
        command = [sys.executable, "-W", "ignore", "-P", str(SCRIPT), str(desk), *files]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=600, check=False)
        assert done.returncode == 0, done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"file"')]
        return {line["file"]: line["mistakes"] for line in lines}

    return run


@pytest.fixture
def unseen(reference_source: str, tmp_path: Path) -> Path:
    """A wrong file whose mistake no public check sees."""
    (mistake,) = (mistake for mistake in MISTAKES if mistake.name == "bias_of_the_raw_error")
    path = tmp_path / "unseen.py"
    path.write_text(mistake.apply(reference_source), encoding="utf-8")
    return path


def wrong_files(*names: str) -> list[str]:
    """The files with these names, each with the first task that it loses."""
    loses = {name: [task for task in fault["loses"] if task != "all"] for name, fault in faults().items()}
    return [f"{FIELD}/wrong/{name}.py:{''.join(loses[name][:1])}" for name in names or loses]


def judged(found: dict[str, Groups]) -> tuple[list[str], dict[str, Groups]]:
    """The files that are named as the grader does, and those with a code that is not so."""
    fits = {name: {*fault.get("names", []), *fault.get("at_home", [])} for name, fault in faults().items()}
    wrongly = {name: groups for name, groups in found.items() if any(fits[name].isdisjoint(g) for g in groups)}
    return [name for name, groups in found.items() if groups and name not in wrongly], wrongly


def test_mistakes_of_many_kinds_are_named_without_the_reference(named: Named) -> None:
    names = ("act_builtin_sum", "bwd_mean_of_dot", "bwd_zeroes_typo", "kf_floor", "std_inplace", "gate_step_weights")
    rightly, wrongly = judged(named(*wrong_files(*names)))
    assert not wrongly
    assert rightly == [*names]


def test_a_mistake_that_no_public_check_sees_is_named_all_the_same(
    named: Named, unseen: Path, homework: Homework
) -> None:
    task = homework.task("backward")
    checks = [check for check in public_checks(homework) if check.task == task.name]
    assert all(v.passed for v in judge_task(task, checks, openers(homework, unseen), PUBLIC_SALT).verdicts.values())
    assert named(f"{unseen}:backward") == {unseen.stem: [["B09"]]}


def test_a_right_solution_is_told_nothing(named: Named, homework: Homework) -> None:
    assert named(f"{homework.right.source}:backward") == {"neural_network": []}


@pytest.mark.slow
def test_of_the_wrong_files_most_are_named_as_the_grader_does_and_none_otherwise(named: Named) -> None:
    rightly, wrongly = judged(named(*wrong_files()))
    assert not wrongly
    assert len(rightly) >= ENOUGH


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_no_right_file_is_told_anything(part: int, named: Named) -> None:
    files = sorted([*CORRECT.glob("*.py"), *(FIELD / "correct").glob("*.py")])[part::6]
    found = named(*map(str, files))
    assert len(found) == len(files)
    assert not any(found.values()), found


@pytest.mark.slow
def test_of_several_mistakes_in_one_function_none_is_named_wrongly(
    named: Named, tmp_path: Path, reference_source: str
) -> None:
    cases = dict(enumerate(several(20, 5)))
    for number, case in cases.items():
        (tmp_path / f"{number}.py").write_text(reference_source + case.text, encoding="utf-8")
    found = named(*(f"{tmp_path / str(number)}.py:backward" for number in cases))
    wrongly = {
        case.name: found[str(n)] for n, case in cases.items() if any({*case.codes}.isdisjoint(g) for g in found[str(n)])
    }
    assert not wrongly
    assert sum(map(bool, found.values())) > len(cases) / 2


def test_what_follows_from_another_function_is_not_said_of_this_one(
    homework: Homework, reference_source: str, tmp_path: Path
) -> None:
    """Train with a wrong update answers as a train would that goes uphill itself."""
    path = tmp_path / homework.filename
    uphill = reference_source.replace(
        "W - learning_rate * dW, b - learning_rate * db", "W + learning_rate * dW, b + learning_rate * db"
    )
    assert uphill != reference_source
    path.write_text(uphill, encoding="utf-8")
    own = openers(homework, path)
    hints = {}
    for name in ("update", "train"):
        task = homework.task(name)
        checks = [check for check in public_checks(homework) if check.task == name]
        seen = home.explained(homework, judge_task(task, checks, own, PUBLIC_SALT), own, uphill)
        hints[name] = " ".join(verdict.hint for verdict in seen.verdicts.values())
    assert "in which the loss grows" in hints["update"]
    assert "in which the loss grows" not in hints["train"]


@pytest.mark.parametrize(
    "command",
    [["pytest", "assignment", "-k", "softmax"], ["assignment.engine.watch", "--once", "--task", "activations"]],
    ids=["pytest", "watch"],
)
def test_the_students_commands_show_the_sentence(desk: Path, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "assignment").symlink_to(desk / "assignment")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    path = FIELD / "wrong" / "act_softmax_whole_matrix.py"
    option = [f"--submission={path}"] if "pytest" in command else [str(path)]
    done = subprocess.run(
        [sys.executable, "-m", *command, *option],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "hint: Your softmax divides" in done.stdout, done.stdout + done.stderr


def test_the_table_holds_no_digest_of_a_right_answer(homework: Homework) -> None:
    """Neither of a function nor of a part of its answers."""
    table = json.loads((homework.folder / home.FILE).read_text(encoding="utf-8"))
    reference, tried = homework.right.reference, 0
    for task in homework.tasks:
        known = homework.right.mistakes.of(task.name)
        for function in task.functions if known else ():
            asked = home.questions(homework, task.name, function, reference)
            right = {
                q: computed(getattr(reference, function), *q.args, classes=classes_of(reference, homework.records))
                for q in asked
            }
            looks = known.asked.looks.get(function, ())
            digests = [one for one, _names in home.digests(function, right, looks)] if asked else []
            assert not {*digests} & table["answers"].keys(), function
            tried += len(digests)
    assert tried > 20


def test_the_table_says_digests_codes_and_the_sentences_of_the_catalogue_and_nothing_else(homework: Homework) -> None:
    table = json.loads((homework.folder / home.FILE).read_text(encoding="utf-8"))
    assert table.keys() == {"answers", "words", "subjects", "more", "made_from"}
    assert all(len(key) == 12 and int(key, 16) >= 0 for key in table["answers"])
    codes = {code for groups in table["answers"].values() for group in groups for code in group}
    assert codes <= table["words"].keys()
    assert {*table["subjects"].values()} == table["more"].keys()
    assert all(text.keys() == {"en", "zh"} for text in table["words"].values())


@pytest.mark.slow
def test_the_table_is_what_the_code_makes_and_rounding_errors_change_nothing(
    homework: Homework, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = (homework.folder / home.FILE).read_text(encoding="utf-8")
    assert for_home.up_to_date(homework) == kept
    table = json.loads(kept)
    made = json.loads(for_home.known_mistakes(homework, table["made_from"]))
    assert made["words"] == table["words"]
    monkeypatch.setattr(for_home, "mark", lambda answer: mark(Answer(_shaken(answer.value), answer.kinds)))
    shaken = json.loads(for_home.known_mistakes(homework, ""))
    for other in (made, shaken):
        same = sum(table["answers"].get(key) == groups for key, groups in other["answers"].items())
        assert same >= 0.99 * len(table["answers"])  # a training that diverges differs between machines


def _shaken(value: Any) -> Any:
    """The value after a small rounding error in each number."""
    if isinstance(value, (list, tuple)):
        return [_shaken(item) for item in value]
    if isinstance(value, dict):
        return {key: _shaken(item) for key, item in value.items()}
    return value * (1 + 1e-10) if isinstance(value, (float, np.ndarray)) else value


@pytest.mark.parametrize(
    ("name", "task", "begins"),
    [
        ("act_softmax_whole_matrix", "activations", in_languages({"en": "Your softmax divides", "zh": "你的 softmax"})),
        ("unseen", "backward", home.BUT),
    ],
)
def test_what_is_said_is_in_the_readers_language(
    name: str, task: str, begins: str, homework: Homework, unseen: Path
) -> None:
    path = unseen if name == unseen.stem else FIELD / "wrong" / f"{name}.py"
    checks = [check for check in public_checks(homework) if check.task == task]
    own = openers(homework, path)
    judged = judge_task(homework.task(task), checks, own, PUBLIC_SALT)
    told = home.explained(homework, judged, own, "")
    ((key, more),) = told.more.items()
    for language in LANGUAGES:
        assert said(told.verdicts[key].hint, language).startswith(said(begins, language))
        assert ("README.zh-CN.md" in said(more[0], language)) == (language == "zh")
    assert {k for k, verdict in told.verdicts.items() if verdict != judged.verdicts[k]} == {key}


def test_a_homework_without_the_table_is_checked_as_before(homework: Homework, tmp_path: Path) -> None:
    task = homework.task("activations")
    checks = [check for check in public_checks(homework) if check.task == task.name]
    own = openers(homework, FIELD / "wrong" / "act_softmax_whole_matrix.py")
    judged = judge_task(task, checks, own, PUBLIC_SALT)
    assert home.explained(replace(homework, folder=tmp_path), judged, own, "") == judged
    assert home.explained(homework, judged, own, "") != judged


@given(arrays(float, (3, 2), elements=NUMBERS))
def test_an_answer_has_the_same_mark_after_rounding_errors_and_in_any_container(array: np.ndarray) -> None:
    forms = (array * (1 + 1e-13), array.tolist(), [*array], tuple(map(tuple, array)), array[:, None, :], array + 1e-30)
    assert {mark(Answer(form)) for form in forms} == {mark(Answer(array))}
    pair = [array, (array[:1], 2.0)]
    assert mark(Answer(pair)) == mark(Answer((array.tolist(), [array[0], np.array([2.0])])))


@given(arrays(float, 4, elements=st.floats(1.0, 9.0)), st.integers(0, 3))
def test_an_answer_that_differs_in_one_number_has_another_mark(array: np.ndarray, place: int) -> None:
    other = array.copy()
    other[place] += 0.02
    assert mark(Answer(array)) != mark(Answer(other))
    assert mark(Answer(array)) != mark(Answer(array[:3]))
    assert mark(Answer({"a": array})) != mark(Answer({"a": other}))
    assert mark(Answer(Line(*array[:2]))) != mark(Answer(Line(*(array[:2] + 0.02))))


@pytest.mark.parametrize(
    ("one", "other"),
    [(0.0, -0.0), (0.0, NOTHING / 2), (np.nan, -np.nan), (np.array([np.inf, 1.0]), [float("inf"), 1])],
)
def test_numbers_that_count_as_the_same_have_the_same_mark(one: Any, other: Any) -> None:
    assert mark(Answer(one)) == mark(Answer(other))


def test_the_digest_tells_functions_parts_and_questions_apart() -> None:
    marks = [mark(Answer(1.0)), mark(Answer(kinds=("ValueError", "Exception")))]
    digests = [digest("loss", marks), digest("forward", marks), digest("loss", marks, 0), digest("loss", marks[::-1])]
    assert len({*digests}) == 4
