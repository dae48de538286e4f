"""A file that cannot be loaded is repaired at a cost, and row, feedback and journal say so."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assignment.engine.homework import Homework
from assignment.engine.language import LANGUAGES, said
from assignment.engine.outcomes import Outcome, Reason
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Rescue, Result
from autograder.pages.student import student_page
from autograder.reports import traffic_notes
from autograder.reports.repairs import SENTENCES, lines
from autograder.reports.report import Context
from autograder.rescue.repair import Failure, Kind, Repair, Trouble
from autograder.run import record
from autograder.sandbox.client import repairer
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.encoding import Malformed

from .class_files import grades, hand_in, read_result
from .conftest import Command
from .slips import NAME, no_slips, notebook, slips

SHELL = "get_ipython().system('ls')\n"
QUICK = ("exported by Jupyter", "drawn at the end", "np.float", "file written", "full-width colon", "one tab", "merge")
FREE = ("UTF-16 with a mark", "a notebook", "two suffixes")


def test_a_slip_costs_the_deduction_and_what_was_only_read_costs_nothing(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    wanted = {what: (name, content) for what, name, content in slips(reference_source) if what in (*QUICK, *FREE)}
    files = {f"{what}/{name}": content for what, (name, content) in wanted.items()}
    files |= {f"{what}/{NAME}": content for what, content in no_slips(reference_source)}
    done = autograder("grade", hand_in(tmp_path / "in", files), "--out", tmp_path / "out", "--task", "gates")
    assert done.returncode == 0, done.stderr
    table = grades(tmp_path / "out").set_index("handed_in")
    assert {name.partition("/")[0] for name in table.index[table["score"].astype(float) == 4.75]} == {*QUICK}
    others = table[table["score"].astype(float) != 4.75]
    assert (others["score"].astype(float) == 5).all()
    assert not others["note"].str.contains("repaired").any()
    assert "repaired, 0.25 points off: line " in table.loc[f"one tab/{NAME}", "note"]
    assert "UTF-16" in table.loc[f"UTF-16 with a mark/{NAME}", "note"]
    assert (table["gates"].astype(float) == 5).all()


def test_cost_and_language_are_the_instructors_choice_and_each_repair_is_told_with_its_line(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    source = f"{SHELL}import matplotlib.pyplot as plt\n{reference_source}plt.show()\n"
    path = hand_in(tmp_path / "in", {f"student-01/{NAME}": source.replace("def update(", "def update((")})
    options = ("--task", "gates", "--rescue-cost", 40, "--language", "zh")
    autograder("grade", path, "--out", tmp_path / "out", *options)
    result = read_result(tmp_path / "out", "student-01")
    assert (result["score"], result["extra_data"]["deduction"]) == (3, 2)
    last = source.count("\n")
    head, *lines = result["output"].split("\n")
    assert head == "这个文件原样无法加载，因此做了修复，扣 2 分："
    assert [line.partition("：")[0] for line in lines] == [
        "第 1 行",
        "第 2 行",
        f"第 {source[: source.index('def update(')].count(chr(10)) + 1} 行",
        f"第 {last} 行",
    ]
    again = autograder("grade", path, "--out", tmp_path / "out", "--task", "gates")
    assert again.returncode == 2
    assert "another rescue" in again.stderr


@pytest.mark.slow
def test_without_rescue_a_file_that_cannot_be_loaded_has_no_points_and_a_notebook_is_read(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    files: dict[str, str | bytes] = {f"a/{NAME}": SHELL + reference_source, "b/hw.ipynb": notebook([reference_source])}
    path = hand_in(tmp_path / "in", files)
    autograder("grade", path, "--out", tmp_path / "out", "--task", "gates", "--no-rescue")
    table = grades(tmp_path / "out")
    assert list(table["score"].astype(float)) == [0, 5]
    assert "line 1" in table.loc["a", "note"]
    assert "this line belongs to a notebook and is no Python" in table.loc["a", "note"]


def test_the_same_file_gets_the_same_repairs_and_they_are_kept_with_its_result(
    server: ForkServer, homework: Homework, reference_source: str
) -> None:
    (text,) = (content.decode() for name, _, content in slips(reference_source) if name == "drawn at the end")
    one, other = (grade(server, "a", text, checks_for(homework, "update"), "public", rescue_cost=5) for _ in range(2))
    assert one == other
    assert one.rescue
    assert record.load(homework, record.dump(one)) == one


def test_a_rescue_costs_at_most_what_was_earned(server: ForkServer, homework: Homework) -> None:
    text = f"{SHELL}def update(params, grads, learning_rate):\n    return 1\n"
    result = grade(server, "a", text, checks_for(homework, "update"), "public", rescue_cost=100)
    assert result.rescue
    assert (result.earned, result.deduction, result.score) == (0, 0, 0)


def test_what_cannot_be_rescued_keeps_the_reason_of_the_first_try(server: ForkServer, homework: Homework) -> None:
    text = f"{SHELL}import os\nos._exit(0)\ndef update(params, grads, learning_rate):\n    return 1\n"
    result = grade(server, "a", text, checks_for(homework, "update"), "public", rescue_cost=5)
    assert result.why
    assert (result.why.reason, result.why.line, result.rescue) == (Reason.RAISED, 1, None)


def test_a_function_that_needs_a_forbidden_package_costs_its_own_task_and_the_student_reads_why(
    server: ForkServer, homework: Homework, reference_source: str
) -> None:
    needs = "from torch import dot\n\n\ndef update(params, grads, rate):\n    return dot(params)\n"
    plots = "def loss(*args, plot=False):\n    if plot:\n        dot()\n    return losses(*args)\n"
    text = reference_source.replace("def update(", "def updates(").replace("def loss(", "def losses(")
    checks = [check for task in ("update", "loss") for check in checks_for(homework, task)]
    result = grade(server, "a", f"{text}\n\n{needs}\n\n{plots}", (*checks,), "public", rescue_cost=5)
    lost = {key for key, verdict in result.verdicts.items() if not verdict.passed}
    assert lost == {check.id for check in checks_for(homework, "update")}
    (line,) = lines(result, homework, "en")[1:]
    allowed = "only Python's standard library, numpy and pandas"
    assert line.endswith(
        f"the import of torch was left out: {allowed} may be imported; functions fail where they use dot"
    )
    said = result.verdicts["update.shapes"].why
    assert said
    assert (said.kinds[0], said.text) == ("ModuleNotFoundError", f"torch is not allowed: {allowed} are")
    assert not result.mistakes, "a name that was left out is no misspelt one"


@pytest.mark.slow
def test_a_function_that_python_cannot_read_costs_its_own_task(
    server: ForkServer, homework: Homework, reference_source: str
) -> None:
    text = reference_source.replace("def update(", "def update((")
    result = grade(server, "a", text, checks_for(homework), "public", rescue_cost=5)
    lost = {key for key, verdict in result.verdicts.items() if not verdict.passed}
    assert lost == {check.id for check in checks_for(homework, "update")}
    assert result.verdicts["update.shapes"].outcome == Outcome.ERROR
    assert (result.earned, result.score) == (105, 100)


def test_before_the_deadline_a_student_reads_what_was_repaired_and_no_points(
    homework: Homework, tmp_path: Path
) -> None:
    result = Result("a", 100, rescue=RESCUE, noted=("it was read",))
    told = traffic_notes.text(result, Context(tmp_path, homework)).split("\n\n")[2]
    assert told.splitlines() == [
        "it was read",
        "The file cannot be loaded as it stands. This was repaired, and will cost points if you leave it:",
        "line 3: tabs among spaces were replaced by spaces",
        "lines 9, 12: plot() was left out, because it raised NameError",
    ]


def test_the_page_of_a_student_shows_what_was_read_what_was_repaired_and_what_it_costs(
    server: ForkServer, homework: Homework, reference_source: str, tmp_path: Path
) -> None:
    checks = checks_for(homework, "update")
    result = grade(server, "a", f"{reference_source}\n<html>\n", checks, "public", rescue_cost=40)
    page = student_page(replace(result, noted=("it was read",)), Context(tmp_path, homework), reference_source)
    assert "<p>it was read</p>" in page
    line = reference_source.count("\n") + 2
    assert f"<li>line {line}: &lt;html&gt; was left out, because Python cannot read it</li>" in page
    assert '<th scope="row">repairs of the file</th><td class="number">− 2</td>' in page


def test_every_kind_of_repair_has_a_sentence_in_every_language() -> None:
    assert SENTENCES.keys() == {*Kind}
    assert all(len({said(text, language) for language in LANGUAGES}) == len(LANGUAGES) for text in SENTENCES.values())


RESCUE = Rescue(5, (Repair(Kind.TAB, (3,)), Repair(Kind.FAILED, (9, 12), "plot()", "NameError")))
FORGED = {
    "a negative cost": {"cost": -1},
    "a cost above all points": {"cost": 101},
    "no repair": {"repairs": []},
    "an unknown kind": {"repairs": [{"kind": "gift", "lines": [1], "text": "", "detail": ""}]},
    "a long text": {"repairs": [{"kind": "tab", "lines": [1], "text": "x" * 999, "detail": ""}]},
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_record_with_an_impossible_rescue_is_not_read(homework: Homework, forged: str) -> None:
    text = record.dump(Result("a", 100, rescue=RESCUE))
    assert record.load(homework, text).rescue == RESCUE
    content = json.loads(text)
    content["rescue"] |= FORGED[forged]
    with pytest.raises(record.Unreadable):
        record.load(homework, json.dumps(content))


@pytest.mark.parametrize(
    "said",
    [
        None,
        [b"", []],
        "text",
        {"outcome": "passed"},
    ],
)
def test_an_answer_of_another_form_is_no_repaired_file(said: object) -> None:
    with pytest.raises(Malformed):
        repairer._checked(said, "x = 1\n")


def test_a_repaired_file_must_have_as_many_lines_as_before(server: ForkServer) -> None:
    with repairer.Repairer(server, "x = （1)\r\ny = 2\r\n") as worker:
        text, (repair,) = worker.repair(Failure(Trouble.SYNTAX, 1))
    assert (text, repair) == ("x = (1)\ny = 2\n", Repair(Kind.CHARACTER, (1,), "（ ("))
    for other in ("x = 1\n", "x = 1\n\n\n"):
        with pytest.raises(Malformed):
            repairer._checked([np.frombuffer(other.encode(), np.uint8), []], "a\nb\n")
