"""``python -m autograder similar``: copies come before honest files that are alike, and nothing of a file acts."""

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assignment.engine.homework import KIT, Homework
from autograder.cli.main import main
from autograder.grading.result import Result as Graded
from autograder.intake import syntax
from autograder.intake.syntax import Parser
from autograder.mistakes.catalogue import title
from autograder.mistakes.finding import Finding
from autograder.run.fingerprint import of_file
from autograder.run.journal import Journal
from autograder.similar.features import parts
from autograder.similar.given import given_by
from autograder.similar.ranking import ranked

from .alike.make_class import Made, make
from .class_files import hand_in
from .html_pages import Page, active

OWN = """
def update(params, grads, learning_rate):
    fresh = []
    for index in range(len(params)):
        matrix, offset = params[index]
        slope, shift = grads[index]
        fresh.append((matrix - learning_rate * slope * 1.0, offset - shift * learning_rate))
    return fresh
"""
DISGUISED = '''
# my own idea
def update(params, grads, learning_rate):
    """One step downhill."""
    neu = []
    for nummer in range(len(params)):  # every layer
        gewicht, schwelle = params[nummer]
        d_gewicht, d_schwelle = grads[nummer]

        neu.append(
            (gewicht - learning_rate * d_gewicht * 1, schwelle - d_schwelle * learning_rate)
        )
    return neu
'''
USUAL = """
def update(params, grads, learning_rate):
    return [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]
"""
HOSTILE = """
def update(params, grads, learning_rate):
    title = "</pre><script>alert(1)</script><img src=x onerror=alert(2)>"
    fresh = [title, "\u202e", 17.25]  # <iframe src="https://example.org">
    for index in range(len(params)):
        fresh.append(params[index][0] - learning_rate * grads[index][0] - 17.25 * len(title))
    return fresh
"""


def similar(*arguments: object) -> Result:
    done = CliRunner().invoke(main, ["similar", *map(str, arguments)])
    assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit), done.exception
    return done


def class_of(folder: Path, *extra: tuple[str, str]) -> Path:
    """Six ordinary students, and some others."""
    files = {
        f"student-{n}": USUAL + f"\n\ndef helper_{n}(a):\n    return [x * {n} for x in a][:{n}]\n" for n in range(6)
    }
    return hand_in(folder / "in", {f"{name}/neural_network.py": text for name, text in (files | dict(extra)).items()})


def before(homework: Homework, made: Made) -> tuple[int, int]:
    """Return how many copied pairs of a made class come before any honest pair, and before any other pair at all."""
    given = given_by(homework)
    with Parser() as parser:
        works = {name: parts(parser.parse(text), given) for name, text in made.files.items()}
    pairs = [frozenset(pair.names) for pair in ranked(works)]
    first_honest = next(place for place, pair in enumerate(pairs) if pair in made.honest)
    first_other = next(place for place, pair in enumerate(pairs) if pair not in made.copied)
    return (sum(pair in made.copied for pair in pairs[:first_honest]), first_other)


def test_copied_pairs_of_a_small_class_come_before_any_honest_one(homework: Homework) -> None:
    made = make(seed=1, size=24, copied=3, honest=4)
    assert (len(made.files), len(made.copied), len(made.honest)) == (24, 3, 4)
    assert before(homework, made)[0] == 3


@pytest.mark.slow
@pytest.mark.parametrize("common", [0.5, 0.7])
@pytest.mark.parametrize("seed", range(101, 109))
def test_seven_of_eight_copied_pairs_come_before_any_honest_one(homework: Homework, seed: int, common: float) -> None:
    made = make(seed, common)
    assert (len(made.files), len(made.copied), len(made.honest)) == (60, 8, 12)
    assert before(homework, made)[0] >= 7


@pytest.mark.slow
def test_where_nearly_all_is_written_in_four_usual_ways_this_holds_for_most_classes(homework: Homework) -> None:
    found = [before(homework, make(seed, common=0.9))[0] for seed in range(101, 109)]
    assert sum(number >= 7 for number in found) >= 7, found


def test_names_comments_layout_and_spelling_of_numbers_do_not_count(tmp_path: Path) -> None:
    done = similar(class_of(tmp_path, ("first", OWN), ("second", DISGUISED)), "--top", 1)
    assert done.exit_code == 0
    assert "first · second" in done.output


def test_what_the_starter_gives_and_what_everybody_writes_makes_no_pair(tmp_path: Path, stub_source: str) -> None:
    files = {f"student-{n}/neural_network.py": stub_source + USUAL for n in range(8)}
    done = similar(hand_in(tmp_path / "in", files))
    assert "No two files have anything unusual in common." in done.output


def test_an_odd_number_is_shown(tmp_path: Path) -> None:
    odd = USUAL + "\n\ndef helper(x):\n    return x * {} + 17.25\n"
    done = similar(class_of(tmp_path, ("first", odd.format("3")), ("second", odd.format("x"))), "--top", 1)
    assert "first · second" in done.output
    assert "17.25" in done.output


def test_a_rare_mistake_of_an_earlier_run_is_shown(tmp_path: Path, homework: Homework) -> None:
    wrong = {name: USUAL + f"\n\ndef of_{name}(x):\n    return x\n" for name in ("first", "second")}
    folder, out = class_of(tmp_path, *wrong.items()), tmp_path / "out"
    out.mkdir()
    with Journal(out, homework) as journal:
        for position, (name, text) in enumerate(wrong.items()):
            found = Graded(name, 100, findings={"update": [Finding("update", (("U01",),))]})
            journal.put(found, position, "0" * 64 + of_file(text))
    done = similar(folder, "--out", out, "--language", "zh", "--top", 1)
    assert "first · second" in done.output
    assert title(homework, "U01", "zh") in done.output
    page = (out / "similar" / "index.html").read_text(encoding="utf-8")
    assert title(homework, "U01", "zh") in page
    assert "只是谈话的理由，不是证据" in page


def test_a_file_that_cannot_be_parsed_is_named(tmp_path: Path) -> None:
    deep = "x = " + "-" * 5000 + "1\n"
    nested = "x = " + "(" * 150 + "1" + ")" * 150 + "\n"
    folder = class_of(tmp_path, ("broken", "def f(:\n"), ("deep", deep), ("nested", nested), ("nul", "x = '\0'\n"))
    done = similar(folder)
    assert done.exit_code == 0
    assert "Not compared: broken: it is not valid Python, see line 1" in done.output
    assert "Not compared: deep: " in done.output
    assert "Not compared: nul: " in done.output


def test_a_file_with_too_much_in_it_is_named(tmp_path: Path) -> None:
    done = similar(class_of(tmp_path, ("long", "x = 1\n" * 12_000)))
    assert "Not compared: long: it has more than 20000 tokens" in done.output


def test_nothing_of_a_file_is_executed(tmp_path: Path) -> None:
    harm = f"open({str(tmp_path / 'harm')!r}, 'w').close()\n" + OWN
    similar(class_of(tmp_path, ("first", harm), ("second", harm)))
    assert not (tmp_path / "harm").exists()


def test_nothing_of_a_file_acts_on_the_page(tmp_path: Path) -> None:
    folder = class_of(tmp_path, ("<b onclick=x>first", HOSTILE), ("second", HOSTILE))
    assert similar(folder, "--out", tmp_path / "out").exit_code == 0
    page = (tmp_path / "out" / "similar" / "index.html").read_text(encoding="utf-8")
    assert not active(Page(page))
    assert "&lt;/pre&gt;&lt;script&gt;" in page
    assert "\u202e" not in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_marks_what_coincides_side_by_side(tmp_path: Path, language: str) -> None:
    folder = class_of(tmp_path, ("first", OWN), ("second", DISGUISED))
    similar(folder, "--out", tmp_path / "out", "--language", language)
    page = (tmp_path / "out" / "similar" / "index.html").read_text(encoding="utf-8")
    marked = re.findall(r'<code class="only"><b>.*?</b> (.*?)</code>', page)
    assert "        matrix, offset = params[index]" in marked
    assert "        gewicht, schwelle = params[nummer]" in marked
    assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in page


def test_results_are_not_written_among_the_hand_ins(tmp_path: Path) -> None:
    folder = class_of(tmp_path)
    done = similar(folder, "--out", folder / "out")
    assert done.exit_code == 2
    assert "lies inside" in done.output


def test_dolos_gets_the_files_and_the_starter(tmp_path: Path, stub_source: str) -> None:
    done = similar(class_of(tmp_path, ("first", OWN)), "--dolos", tmp_path / "dolos")
    assert done.exit_code == 0
    with open(tmp_path / "dolos" / "info.csv", encoding="utf-8", newline="") as table:
        rows = {row["full_name"]: row for row in csv.DictReader(table)}
    assert (tmp_path / "dolos" / rows["first"]["filename"]).read_text(encoding="utf-8") == OWN
    ignored = [row for row in rows.values() if row["ignored"] == "true"]
    assert [(tmp_path / "dolos" / row["filename"]).read_text(encoding="utf-8") for row in ignored] == [stub_source]


def test_a_parser_that_hangs_or_dies_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import os, struct, sys, time\n"
        "while head := sys.stdin.buffer.read(4):\n"
        "    text = sys.stdin.buffer.read(*struct.unpack('>I', head))\n"
        "    time.sleep(60 * (b'hang' in text))\n"
        "    os.kill(os.getpid(), 9) if b'die' in text else os.write(1, b'1')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(syntax, "PROGRAM", program)
    monkeypatch.setattr(syntax, "SECONDS", 1.0)
    done = similar(
        class_of(tmp_path, ("a", "x = 'hang'\n"), ("b", "x = 'die'\n"), ("first", OWN), ("second", DISGUISED))
    )
    assert done.output.count("Python's parser crashes on it or takes too long") == 2
    assert "first · second" in done.output


def test_partners_who_hand_in_one_file_are_no_pair() -> None:
    done = similar(KIT / "tests" / "corpus" / "platforms" / "gradescope_export.zip")
    assert "Not compared: Ethan_Lee_2201110002: handed in the same file as Ada_Park_2201110003" in done.output
    assert "Ada_Park_2201110003 · Ethan_Lee_2201110002" not in done.output
