"""``grade --traffic-light``: a colour for each task and the names of mistakes, no secret and no grade."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from assignment.engine.homework import KIT, load
from assignment.engine.language import LANGUAGES, said
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.verdicts import Verdict
from autograder.cli.main import main
from autograder.grading.grade import checks_for, not_graded, refused
from autograder.grading.result import Result
from autograder.mistakes.catalogue import advice, catalogue
from autograder.reports.colours import MEANINGS, SIGNS, Colour, colour_of
from autograder.reports.report import Context
from autograder.reports.traffic_notes import ABOUT, MARK, OUR_FAULT, text
from autograder.reports.traffic_sheet import TrafficSheet

from .class_files import hand_in
from .conftest import Command
from .demo_class import EXPECTED
from .test_hidden_inputs import asked

LINE = load(KIT / "tests" / "line", solutions=True)
RIGHT = (LINE.root / "solutions" / "line.py").read_text(encoding="utf-8")
STUB = (LINE.folder / LINE.filename).read_text(encoding="utf-8")
VALUES = "    return line.slope * x + line.intercept\n"
FIT = "slope = float(dx @ dy / (dx @ dx))"
STRANGE = ("n" * 250, "n" * 249 + "m", "=1+1", "\u202egnirts", "سارة-01", "<b>`x`|[a](b)")
CLASS = {
    "right": (RIGHT, ["green", "green"]),
    "forgets": (RIGHT.replace(VALUES, "    return line.slope * x\n"), ["yellow", "green"]),
    "swaps": (RIGHT.replace(FIT, "slope = float(dx @ dy / (dy @ dy))"), ["green", "yellow"]),
    "far": (RIGHT.replace(VALUES, "    return 0 * x + 7.25\n"), ["red", "green"]),
    "tuned": (  # to the public checks, where one of the two is 0
        RIGHT.replace(VALUES, "    return line.slope * x if line.slope else np.full(len(x), line.intercept)\n"),
        ["yellow", "green"],
    ),
    "half": (
        STUB.replace('    raise NotImplementedError("predict_line is not written yet")\n', VALUES),
        ["green", "white"],
    ),
    "tells": (
        RIGHT.replace(VALUES, "    print(line, x)\n    raise ValueError(f'{line} {x.tolist()}')\n"),
        ["red", "green"],
    ),
    "broken": ("def f(:\n", ["grey", "grey"]),
    **{name: (STUB, ["white", "white"]) for name in ("unwritten", *STRANGE)},
}
PLAIN = [name for name in CLASS if name.isascii() and name.isalpha() and len(name) < 99]
assert all(CLASS[name][0] not in (RIGHT, STUB) for name in ("forgets", "swaps", "far", "tuned", "half", "tells"))


@dataclass(frozen=True)
class Runs:
    """A class after two runs with colours in one folder, one with grades there, and one with grades elsewhere."""

    notes: dict[str, dict[str, str]]
    sheets: dict[str, str]
    shown: dict[str, str]
    made: list[str]
    taken_over: Path
    afresh: Path


def table(sheet: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(sheet), keep_default_na=False).set_index("submission")


def read_notes(out: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in (out / "traffic").glob("*.txt")}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    root = tmp_path_factory.mktemp("traffic")
    hand_in(root / "in", {f"{name}/line.py": source for name, (source, _) in CLASS.items()})
    out, afresh = root / "weekly", root / "afresh"

    def graded(folder: Path, *options: str) -> str:
        homework = ["--homework", str(LINE.root), "--jobs", "2"]
        done = CliRunner().invoke(main, ["grade", str(root / "in"), "--out", str(folder), *homework, *options])
        assert done.exit_code == 0, done.output
        return done.output

    notes, sheets, shown = {}, {}, {}
    for language in LANGUAGES:
        shown[language] = graded(out, "--traffic-light", "--language", language)
        notes[language] = read_notes(out)
        sheets[language] = (out / "traffic.csv").read_text(encoding="utf-8")
    made = sorted(path.name for path in out.iterdir())
    shown["grades"] = graded(out)
    graded(afresh)
    return Runs(notes, sheets, shown, made, out, afresh)


def test_each_task_has_the_colour_that_its_checks_come_to(runs: Runs) -> None:
    for language in LANGUAGES:
        tasks = table(runs.sheets[language])[[task.name for task in LINE.tasks]]
        assert {name: tasks.loc[name].tolist() for name in PLAIN} == {name: CLASS[name][1] for name in PLAIN}
        for name in PLAIN:
            found = re.findall(r"^(\S) (\S+)  (\w+)", runs.notes[language][name], re.MULTILINE)
            run = [] if name == "broken" else zip(map(Colour, CLASS[name][1]), LINE.tasks, strict=True)
            heads = [(SIGNS[colour], said(colour, language), task.name) for colour, task in run]
            assert found == heads, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_named_mistake_stands_at_its_task_and_says_where_to_look(runs: Runs, language: str) -> None:
    notes = runs.notes[language]
    for name, code in (("forgets", "M01"), ("swaps", "M02")):
        task = catalogue(LINE)[code].tasks[0]
        (part,) = (part for part in notes[name].split("\n\n") if f"  {task}" in part)
        assert part.splitlines()[1:] == [
            f"    {said(MEANINGS[Colour.YELLOW], language)}",
            f"    {advice([code], LINE, language)}",
        ]
    for name in ("right", "far", "unwritten"):
        assert not [code for code in catalogue(LINE) if advice([code], LINE, language) in notes[name]]


def test_what_a_student_reads_holds_no_number_at_all(runs: Runs) -> None:
    """No points, no inputs, no values: the sentences of this homework have no digit either."""
    for language, name in product(LANGUAGES, CLASS.keys() - {"broken", *STRANGE}):
        assert not re.search(r"\d", runs.notes[language][name]), name


def secrets(runs: Runs) -> Iterator[str]:
    """What a run with grades tells about a check, and what the checks ask."""
    yield from asked(LINE, list(checks_for(LINE)))
    for path in (runs.afresh / "results").glob("*.json"):
        for test in json.loads(path.read_text(encoding="utf-8"))["tests"]:
            yield test["name"].partition(": ")[2]
            found = re.findall(r"^(?:got|expected|hint:|\w+:|   ) +(.*)", test["output"], re.MULTILINE)
            yield from (line for line in found if not line.startswith("Python cannot read the file"))


def test_nothing_that_is_asked_expected_or_returned_is_in_any_file(runs: Runs) -> None:
    hidden = {*secrets(runs)}
    assert len(hidden) > 60
    written = [note for notes in runs.notes.values() for note in notes.values()]
    written += runs.sheets.values()
    assert not [secret for secret in hidden if any(secret in page for page in written)]


def test_no_file_for_points_is_written(runs: Runs) -> None:
    assert runs.made == ["ignored.csv", "journal.lock", "journal.sqlite", "traffic", "traffic.csv"]
    for language, sheet in runs.sheets.items():
        assert sheet.startswith("\ufeffsubmission,values,fit,note,handed_in,id,name,section,late,attempt,time\n")
        assert "score" not in runs.shown[language]
        assert not re.search(r"\d/\d|\d of \d+ points", runs.shown[language])


def test_grading_takes_the_results_over_and_gives_the_same_grades(runs: Runs) -> None:
    assert f"{len(CLASS)} 份中有 {len(CLASS)} 份沿用之前的结果" in runs.shown["zh"]
    assert f"{len(CLASS)} of {len(CLASS)} were known from an earlier run" in runs.shown["grades"]
    assert (runs.taken_over / "grades.csv").read_bytes() == (runs.afresh / "grades.csv").read_bytes()


def test_every_name_has_a_file_and_a_row_that_do_no_harm(runs: Runs) -> None:
    for language in LANGUAGES:
        sheet, notes = runs.sheets[language], runs.notes[language]
        names = table(sheet).index
        assert len({name.casefold() for name in names}) == len(CLASS)
        assert sorted(notes) == sorted(names)
        assert all(note.startswith(f"{MARK}{name}\n") for name, note in notes.items())
        cells = [cell for row in csv.reader(sheet.splitlines()) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) or "\u202e" in cell]
        assert "\u202e" not in runs.shown[language] + "".join(notes.values())


def test_a_file_that_cannot_be_run_says_why_and_names_no_task(runs: Runs) -> None:
    note = runs.notes["en"]["broken"]
    assert note.endswith("No task could be judged: Python cannot read the file: invalid syntax in line 1\n")
    assert table(runs.sheets["en"]).loc["broken", "note"] == "Python cannot read the file: invalid syntax in line 1"


def test_the_terminal_shows_who_is_short_of_what_and_how_the_tasks_go(runs: Runs) -> None:
    rows = [[*map(str.strip, line.strip("│").split("│"))] for line in runs.shown["en"].splitlines() if line[0] == "│"]
    cells = {row[0]: row[1:] for row in rows}
    assert cells["right"] == ["none"]
    assert cells["forgets"] == ["◐ yellow: values"]
    assert cells["half"] == ["○ white: fit"]
    assert cells["unwritten"] == ["nothing written yet"]
    for task, at in (("values", 0), ("fit", 1)):
        counts = [sum(colours[at] == colour for _, colours in CLASS.values()) for colour in Colour]
        assert cells[task] == [*map(str, counts)]
    assert "2 x M01  Intercept forgotten" in runs.shown["en"]


@pytest.mark.parametrize(
    ("outcomes", "colour"),
    [
        ({Outcome.PASSED}, Colour.GREEN),
        ({Outcome.PASSED, Outcome.TODO}, Colour.YELLOW),
        ({Outcome.PASSED, Outcome.TIMEOUT, Outcome.FAILED}, Colour.YELLOW),
        ({Outcome.TODO}, Colour.WHITE),
        ({Outcome.TODO, Outcome.FAILED}, Colour.RED),
        ({Outcome.FAILED, Outcome.BLOCKED}, Colour.RED),
        *(({outcome}, Colour.RED) for outcome in (Outcome.ERROR, Outcome.TIMEOUT, Outcome.MEMORY, Outcome.KILLED)),
        ({Outcome.PASSED, Outcome.FAULT}, Colour.GREY),
        ({Outcome.FAILED, Outcome.FAULT}, Colour.GREY),
    ],
)
def test_outcomes_come_to_one_colour(outcomes: set[Outcome], colour: Colour) -> None:
    assert colour_of(outcomes) == colour


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_of_the_kit_is_not_the_students(language: str, tmp_path: Path) -> None:
    context, checks = Context(tmp_path, LINE, language), checks_for(LINE)
    nothing = not_graded(LINE, "student-01", checks, "the fork server has ended")
    verdicts = {check.id: Verdict(check, Outcome.FAULT, Why(Reason.STUMBLED)) for check in checks}
    assert text(nothing, context).endswith(f"\n\n{said(OUR_FAULT, language)}\n")
    assert text(Result("student-02", 10, verdicts), context).count(said(MEANINGS[Colour.GREY], language)) == len(
        LINE.tasks
    )
    sheet = TrafficSheet(context)
    for result in (nothing, refused(LINE, "student-03", checks, Outcome.ERROR, Why(Reason.SYNTAX))):
        sheet.add(result)
    sheet.close()
    written = table((tmp_path / "traffic.csv").read_text(encoding="utf-8"))
    assert written[[task.name for task in LINE.tasks]].to_numpy().tolist() == [["grey", "grey"], ["grey", "grey"]]


def test_every_sentence_is_there_in_both_languages() -> None:
    assert MEANINGS.keys() == SIGNS.keys() == {*Colour}
    assert len({*SIGNS.values()}) == len(Colour)  # a sign of its own, for those who see no colours
    for words in (ABOUT, OUR_FAULT, *MEANINGS.values(), *Colour):
        assert re.fullmatch(r"[ -~]+", said(words, "en"))
        assert re.fullmatch(r"[\u4e00-\u9fff，。；：]+", said(words, "zh"))


def test_examples_and_colours_do_not_go_together(autograder: Command, tmp_path: Path) -> None:
    options = "--traffic-light", "--show-counterexamples", "--homework", LINE.root
    done = autograder("grade", LINE.root / "solutions" / "line.py", "--out", tmp_path / "out", *options)
    assert done.returncode == 2
    assert done.stderr == "autograder: --traffic-light shows no example: leave out --show-counterexamples\n"
    assert not (tmp_path / "out").exists()


def test_the_page_about_it_says_the_same_in_both_languages_and_shows_what_is_written() -> None:
    kit = load(solutions=True)
    names = {"en": KIT / "docs" / "weekly.md", "zh": KIT / "docs" / "weekly.zh-CN.md"}
    pages = {language: path.read_text(encoding="utf-8") for language, path in names.items()}
    kinds = r"^(#+ |    (?:AUTO|mkdir|python3|chmod).*|- |\| (?:\S `\w+`)?)", r"`[^`\n]+`", r"\*\w+\*"
    for kind in kinds:
        one, two = (re.findall(kind, page, re.MULTILINE) for page in pages.values())
        assert sorted(one) == sorted(two) != []
    for language, page in pages.items():
        words = " ".join(page.split())
        for name, colour in (("forward", Colour.GREEN), ("backward", Colour.YELLOW)):
            assert f"{SIGNS[colour]} {said(colour, language)} {name}" in words
            assert kit.task(name).goal[language] in words
            assert said(MEANINGS[colour], language) in words
        assert advice(["B06"], kit, language) in words
        assert not [name for name in re.findall(r"\]\(([^)\s]+)\)", page) if not (KIT / "docs" / name).is_file()]


@pytest.mark.slow
def test_the_demo_class_has_the_colours_that_its_points_say(autograder: Command, tmp_path: Path) -> None:
    done = autograder("grade", KIT / "data" / "demo_class", "--out", tmp_path, "--traffic-light", "--jobs", 2)
    assert done.returncode == 0, done.stderr
    sheet = table((tmp_path / "traffic.csv").read_text(encoding="utf-8"))
    for name, (_, short) in EXPECTED.items():
        colours = sheet.loc[name, :"note"].drop("note")  # who it is stands behind
        assert {task for task, colour in colours.items() if colour != "green"} == {*short}, name
        assert {task for task, colour in colours.items() if colour == "yellow"} == {t for t in short if short[t]}, name
