"""The reports for teachers and students: the gradebook, the files for Gradescope, the table on the terminal."""

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from assignment.engine.homework import load
from assignment.engine.outcomes import Outcome, Reason, Why
from autograder.cli import reporter as cli
from autograder.grading.grade import checks_for, not_graded, refused
from autograder.grading.result import Result
from autograder.pages import PAGES
from autograder.reports import REPORTS, Context
from autograder.reports.class_table import ClassTable
from autograder.reports.gradebook import Gradebook
from autograder.reports.gradescope import results
from autograder.reports.sentences import note, problem

from .class_files import grades, hand_in, read_result, with_body
from .conftest import Command

HOMEWORK = load(solutions=True)
CHECKS = checks_for(HOMEWORK, HOMEWORK.tasks[0].name)


def a_context(out: Path, language: str = "en") -> Context:
    return Context(out, HOMEWORK, language, console=Console(file=io.StringIO(), width=120))


def unreadable(name: str, sentence: str = "nothing was handed in") -> Result:
    return refused(HOMEWORK, name, CHECKS, Outcome.ERROR, Why(Reason.HAND_IN, text=sentence))


def test_what_a_file_prints_is_kept_and_cut_and_harmless(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    noise = 'print("::error::\\x1b[2Jhello" + "x" * 200_000)\n'
    hand_in(tmp_path, {"in/student-01/neural_network.py": reference_source + noise})
    done = autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "gates")
    path = tmp_path / "out" / "results" / "student-01.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    assert result["score"] == 5
    assert "hello" in result["extra_data"]["printed"]
    assert "\x1b" not in result["extra_data"]["printed"]
    assert path.stat().st_size < 50_000
    assert "hello" not in done.stdout


def test_what_a_function_prints_is_not_taken_for_what_the_file_prints(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    source = reference_source.replace("    hidden = (", '    print("called")\n    hidden = (')
    assert source != reference_source
    hand_in(tmp_path, {"in/student-01/neural_network.py": source + '\nprint("loaded")\n'})
    autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "gates")
    result = read_result(tmp_path / "out", "student-01")
    assert result["score"] == 5
    assert result["extra_data"]["printed"].strip() == "loaded"


def test_names_in_reports_are_distinct_and_harmless(autograder: Command, tmp_path: Path) -> None:
    names = ["a", "A", "=1+1", "王-01", "n" * 250, "n" * 249 + "m", "x/../y".replace("/", ":"), "-rf"]
    hand_in(tmp_path / "in", {f"{name}/neural_network.py": "x = 1\n" for name in names})
    done = autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "gates")
    assert done.returncode == 0, done.stderr
    table = grades(tmp_path / "out")
    files = [path.stem for path in (tmp_path / "out" / "results").iterdir()]
    assert len({name.casefold() for name in table.index}) == len(names)
    assert sorted(files) == sorted(table.index)
    assert "王-01" in table.index
    assert not any(name.startswith(("=", "-", "+", "@")) for name in table.index)


def test_the_result_has_the_shape_that_gradescope_reads(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    hand_in(tmp_path, {"in/student-01/neural_network.py": with_body(reference_source, "    return params\n")})
    autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "update")
    result = read_result(tmp_path / "out", "student-01")
    assert result["score"] == sum(test["score"] for test in result["tests"])
    for test in result["tests"]:
        assert set(test) >= {"number", "name", "score", "max_score", "status", "output", "visibility", "extra_data"}
        assert set(test["extra_data"]) >= {"check", "task", "outcome", "misconceptions"}
        assert test["status"] == ("passed" if test["extra_data"]["outcome"] == "passed" else "failed")


def test_hidden_checks_do_not_quote_the_students_exception(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    leak = '    raise type("Leak" + str(len(params)), (ValueError,), {})(repr(params[0][0].tolist()))\n'
    hand_in(tmp_path, {"in/student-01/neural_network.py": with_body(reference_source, leak)})
    autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "update")
    for test in read_result(tmp_path / "out", "student-01")["tests"]:
        assert "Leak" not in test["output"]
        if test["visibility"] != "visible":
            assert "[[" not in test["output"]


def test_the_summary_is_a_table_for_any_names(autograder: Command, tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text('submission,score,note\n"a|b<script>`x`",5,"::error::[x](y)"\n', encoding="utf-8")
    lines = autograder("summary", path).stdout.splitlines()
    assert len(lines) == 3
    assert "<script>" not in lines[2]
    assert lines[2].replace("\\|", "").count("|") == 4


def test_a_submission_that_the_kit_could_not_judge_has_no_score(tmp_path: Path) -> None:
    """A 0 would be uploaded and would count as a grade."""
    failed = not_graded(HOMEWORK, "student-01", CHECKS, "the fork server has ended")
    context = a_context(tmp_path)
    for report in (Gradebook(context), ClassTable(context)):
        for result in (failed, unreadable("student-02")):
            report.add(result)
        report.close()
    assert grades(tmp_path)["score"].to_dict() == {"student-01": "", "student-02": "0"}
    shown = context.console.file.getvalue()  # type: ignore[attr-defined]
    assert re.findall(r"student-0\d +│ +(\S+) ", shown) == ["-", "0"]
    assert grades(tmp_path)["note"]["student-01"] == "not graded, the kit failed: the fork server has ended"
    assert "score" not in results(failed, context)
    assert results(failed, context)["extra_data"]["fault"]


def test_the_gradebook_is_sorted_by_name_in_any_order_of_grading(tmp_path: Path) -> None:
    book = Gradebook(a_context(tmp_path))
    for number in (3, 1, 2):
        book.add(unreadable(f"student-0{number}"))
    book.close()
    assert list(grades(tmp_path).index) == ["student-01", "student-02", "student-03"]


def test_a_class_without_submissions_has_an_empty_gradebook(tmp_path: Path) -> None:
    Gradebook(a_context(tmp_path)).close()
    assert (tmp_path / "grades.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "submission,score,max_score,misconceptions,note,handed_in,id,name,section,late,attempt,time"
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_wrong_with_a_hand_in_is_said_once(language: str) -> None:
    sentence = "there is no file; found report.pdf"
    assert problem(unreadable("student-01", sentence), language) == sentence


def test_reasons_are_written_in_the_readers_language() -> None:
    result = refused(HOMEWORK, "student-01", CHECKS, Outcome.TIMEOUT, Why(Reason.TOO_LONG, limit=10.0))
    assert problem(result, "en") == "your file was stopped after 10 s: infinite loop?"
    assert problem(result, "zh").startswith("你的文件")


def test_a_note_says_that_the_sandbox_was_off() -> None:
    result = Result("student-01", 100, isolated=False)
    assert note(result, "en") == "NOT ISOLATED"


def test_every_report_gets_every_result(tmp_path: Path) -> None:
    told: list[str] = []

    class Another:
        def __init__(self, context: Context) -> None:
            assert context.out == tmp_path

        def add(self, result: Result) -> None:
            told.append(result.submission)

        def close(self) -> None:
            told.append("closed")

    reporter = cli.Reporter(a_context(tmp_path), (*REPORTS, *PAGES, Another))
    reporter.add(unreadable("student-01"))
    reporter.close()
    assert told == ["student-01", "closed"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["grades.csv", "html", "results"]


def test_files_of_an_earlier_run_are_named(tmp_path: Path) -> None:
    context = a_context(tmp_path)
    hand_in(tmp_path, {"results/student-07.json": "{}"})
    reporter = cli.Reporter(context, REPORTS)
    reporter.add(unreadable("student-01"))
    reporter.close()
    shown = " ".join(context.console.file.getvalue().split())  # type: ignore[attr-defined]
    assert "to be deleted: student-07" in shown
    assert "student-01" not in shown.partition("to be deleted")[2].partition("written")[0]
