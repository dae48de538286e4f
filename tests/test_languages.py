"""What a student or an instructor reads is whole in English and in Chinese."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

from assignment.engine import report
from assignment.engine.homework import KIT, Homework, load
from assignment.engine.language import LANGUAGES, _, joined, listed, said
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.release.catalogues import catalogues, missing
from autograder.reports import feedback
from autograder.reports.gradescope import results
from autograder.reports.report import Context
from autograder.sandbox.client.forkserver import ForkServer

from .conftest import Command
from .corpus.edits import MISTAKES
from .corpus.field_files import FIELD, faults, field_files
from .corpus.written import written
from .whole_texts import CHINESE, english_in, names_in

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")
FAST = {"gates", "activations", "forward", "loss", "update", "predict", "standardize", "k_fold"}
PARTS, EACH = 8, 60
OF_PYTEST = re.compile(r"^[.Fs]+ +\[ *\d+%\]$|^(no tests ran|\d+ (passed|failed|skipped)).*", re.MULTILINE)


class Case(NamedTuple):
    """A wrong submission, and the tasks that lose points; none stands for all."""

    name: str
    source: str
    tasks: set[str]


def cases(reference: str) -> Iterator[Case]:
    """Yield the whole corpus of wrong submissions."""
    yield from (Case(one.name, one.apply(reference), {one.task}) for one in MISTAKES)
    for folder in ("mistakes", "pairs"):
        yield from (Case(one.name, one.submission(reference), {*one.tasks}) for one in written(folder))
    loses = {name: {*fault["loses"]} - {"all"} for name, fault in faults().items()}
    yield from (Case(name, source, loses[name]) for name, source in field_files("wrong").items())


@pytest.fixture(scope="module")
def translations() -> dict[Path, dict[str, str]]:
    """The translations in each catalogue."""
    paths = [path for path in catalogues(load(solutions=True)) if path.suffix == ".po"]
    return {
        path: {str(entry.id): str(entry.string) for entry in read_po(path.open("rb")) if entry.id} for path in paths
    }


def test_every_text_is_translated_and_no_translation_is_left_over(homework: Homework) -> None:
    assert missing(homework) == []
    assert [path for path, content in catalogues(homework).items() if path.read_bytes() != content] == []


def test_make_assignment_says_how_many_texts_are_not_translated(autograder: Command, tmp_path: Path) -> None:
    shutil.copytree(KIT / "tests" / "line", tmp_path / "line", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "line" / "assignment" / "locale").mkdir()
    lines = autograder("assignment", "--homework", tmp_path / "line").stdout.splitlines()
    assert any(line.endswith("/assignment/locale/zh/LC_MESSAGES/homework.po") for line in lines)
    assert re.fullmatch(r"\d+ texts are not translated, such as assignment/locale/zh/\S+\.po: .+", lines[-1])


def test_a_translation_has_the_places_of_its_text_and_is_chinese(translations: dict[Path, dict[str, str]]) -> None:
    assert len(translations) >= 3
    for entries in translations.values():
        for text, chinese in entries.items():
            assert not CHINESE.search(re.sub(r"\([^()]*\)", "", text))  # such as the columns of a Chinese roster
            assert CHINESE.search(chinese) or not re.search("[a-z]", re.sub(r"\{.*?\}", "", text)), text
            assert "\n" in text or sorted(re.findall(r"\{.*?\}", text)) == sorted(re.findall(r"\{.*?\}", chinese)), text


def test_a_translation_has_full_width_signs_beside_chinese_letters(translations: dict[Path, dict[str, str]]) -> None:
    short = [text for entries in translations.values() for text in entries.values() if "\n" not in text]
    assert [text for text in short if HALF_WIDTH.search(text)] == []


def test_a_text_has_one_translation_in_all_catalogues(translations: dict[Path, dict[str, str]]) -> None:
    pairs = {pair for entries in translations.values() for pair in entries.items()}
    assert len(pairs) == len({text for text, _chinese in pairs})


def test_a_space_stands_between_a_place_and_its_value_only_beside_narrow_letters() -> None:
    template = "{function} is not written yet"
    assert said(_(template, function="forward"), "zh") == "forward 还没有写"
    assert said(_(template, function=_("your file")), "zh") == "你的文件还没有写"
    assert said(_("{name} is empty", name=_("layer {number} of {name}", number=2, name="the new params")), "zh") == (
        "新的 params 的第 2 层是空的"
    )


def test_a_list_of_names_is_written_as_each_language_does() -> None:
    assert [said(listed(["W1", "the slope"]), language) for language in LANGUAGES] == ["W1, the slope", "W1、导数"]
    assert said(joined("", [_("the slope"), listed(["b1"])]), "zh") == "导数b1"


@pytest.mark.parametrize("part", ["sample", *(pytest.param(part, marks=pytest.mark.slow) for part in range(PARTS))])
def test_nothing_about_a_wrong_file_is_untranslated_or_mixed(
    part: int | str, server: ForkServer, reference_source: str, tmp_path: Path
) -> None:
    """Every line about every check, public or hidden, with names of mistakes and the smallest wrong call."""
    corpus = list(cases(reference_source))
    chosen = [case for case in corpus if case.tasks and case.tasks <= FAST][::EACH]
    mixed: dict[str, list[str]] = {}
    for case in chosen if isinstance(part, str) else corpus[part::PARTS]:
        names = names_in(server.homework, case.source)
        checks = tuple(check for check in checks_for(server.homework) if not case.tasks or check.task in case.tasks)
        result = grade(server, "student-01", case.source, checks, "public")
        english, chinese = (told(result, Context(tmp_path, server.homework, language, True)) for language in LANGUAGES)
        assert not CHINESE.search("\n".join(english).replace("invalid character '：'", "")), case.name  # it quotes
        assert len(english) == len(chinese) > len(checks)
        mixed |= {line: found for line in chinese if (found := english_in(line, names))}
    assert mixed == {}


def told(result: Result, context: Context) -> list[str]:
    """Return what is said of a result to students and to an instructor."""
    whole = [line for verdict in result.verdicts.values() for line in report.lines(verdict, context.language)]
    whole += [line for lines in feedback.by_check(result, context).values() for line in lines]
    written = results(result, context)
    return [*whole, written["output"], *written["extra_data"]["remarks"], *written["extra_data"]["why"].values()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a student who chose Chinese."""
    folder = tmp_path_factory.mktemp("desk") / "assignment"
    shutil.copytree(KIT / "assignment", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "language.txt").write_text("zh", encoding="utf-8")
    return folder


def shown(desk: Path, *command: str) -> str:
    """Return what a command shows there."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=desk, env=environment, capture_output=True, encoding="utf-8", timeout=300
    )
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


HELPER = "def xor_params():\n    return inner()\n\ndef inner():\n    raise ValueError\n"
SLOW = pytest.mark.slow
FILES = {
    "foreign.py": "import torch\n",
    "syntax.py": "def f(:\n    pass\n",
    "ends.py": "import os\nos._exit(1)\n",
    "hangs.py": "while True: pass\n",
    "helper.py": HELPER,
    "nul.py": "\0",
}
WATCH, PYTEST = ("-m", "assignment.engine.watch", "--once"), ("-m", "pytest", "--why")
WRONG = str(FIELD / "wrong" / "act_softmax_whole_matrix.py")
HINT = "from assignment.engine.otter import hint, judge; hint('nothing'); hint('update'); hint('activations')"


@pytest.mark.parametrize(
    ("command", "chinese"),
    [
        ((*WATCH, "--task", "nothing"), "没有任务 'nothing'；任务有：gates、activations、"),
        ((*WATCH, "--task", "gates"), "下一步：编写 xor_params（第 "),
        pytest.param((*WATCH, "--help"), "用法：python -m assignment.engine.watch [选项] [文件]", marks=SLOW),
        pytest.param((*WATCH, "--nothing"), "没有选项 --nothing\n用法说明：", marks=SLOW),
        pytest.param((*WATCH, "--limit", "x"), "--limit 的值不合适\n", marks=SLOW),
        pytest.param((*WATCH, "one.py", "two.py"), "命令后面写的内容多于它能接受的\n", marks=SLOW),
        pytest.param((*WATCH, "--homework", "data"), " 里没有作业：其中没有 assignment/homework.py\n", marks=SLOW),
        pytest.param((*WATCH, "missing.py"), "没有找到文件 missing.py：", marks=SLOW),
        (
            (*WATCH, "foreign.py"),
            "（第 1 行）（文件的最外层）：不允许导入 torch：只能用 Python 标准库、numpy 和 pandas\n",
        ),
        pytest.param((*PYTEST, "--submission=foreign.py"), "foreign.py 无法检查：你的代码抛出了 ", marks=SLOW),
        pytest.param((*WATCH, "syntax.py"), "Python 无法读取这个文件：invalid syntax（第 1 行）\n", marks=SLOW),
        pytest.param((*WATCH, "ends.py"), "你的代码结束了 Python，当时正在载入文件\n", marks=SLOW),
        pytest.param((*WATCH, "hangs.py"), "载入文件时一直没有结束（第 1 行）：", marks=SLOW),
        pytest.param((*WATCH, "helper.py"), "（第 5 行）（inner）：在第 2 行调用（xor_params）\n", marks=SLOW),
        pytest.param((*WATCH, "nul.py"), "nul.py 无法读取：文件不是纯文本（含有 NUL 字节）：", marks=SLOW),
        pytest.param((*WATCH, WRONG), "提示：你的 softmax 用整批样本的总和作分母", marks=SLOW),
        pytest.param((*PYTEST, f"--submission={WRONG}"), "提示：你的 softmax 用整批样本的总和作分母", marks=SLOW),
        pytest.param(PYTEST, "公开检查：0 分，满分 81 分\n", marks=SLOW),
        pytest.param(("-c", HINT), "这项任务中没有识别出已知的错误", marks=SLOW),
    ],
    ids=lambda value: " ".join(map(os.path.basename, value))[:40] if isinstance(value, tuple) else None,
)
def test_the_screen_of_a_student_who_chose_chinese_is_chinese(
    command: tuple[str, ...], chinese: str, desk: Path, homework: Homework
) -> None:
    for name, source in FILES.items():
        (desk / name).write_text(source, encoding="utf-8")
    screen = shown(desk, *command)
    assert chinese in screen
    code = [line.strip() for source in FILES.values() for line in source.splitlines()]
    lines = OF_PYTEST.sub("", screen).splitlines()
    lines = [line for line in lines if re.sub(r"^ *\d* \| ", "", line).strip(" ^|") not in (*code, "")]
    files = [Path(part).stem for part in (*command, *FILES)]
    names = names_in(homework, *FILES.values()) | {*files, "py", "task", "ERROR", "assignment"}
    assert {line: found for line in lines if (found := english_in(line, names))} == {}


@pytest.mark.slow
def test_the_screen_of_an_instructor_who_chose_chinese_is_chinese(
    autograder: Command, tmp_path: Path, homework: Homework
) -> None:
    sources = {"student-01": FILES["foreign.py"], "student-02": FILES["syntax.py"], "student-03": HELPER}
    for name, source in sources.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / homework.filename).write_text(source, encoding="utf-8")
    out = tmp_path / "out"
    for options in ((), ("--traffic-light",)):
        done = autograder("grade", tmp_path / "class", "--out", out, "--language", "zh", *options)
        assert done.returncode == 0, done.stderr
        names = names_in(homework, *sources.values()) | {"student"}
        screen = done.stdout.replace(str(out), "")
        assert {line: found for line in screen.splitlines() if (found := english_in(line, names))} == {}
        assert "写入" in screen
    (written,) = (out / "results").glob("student-01.json")
    assert "不允许导入 torch" in json.loads(written.read_text(encoding="utf-8"))["output"]
