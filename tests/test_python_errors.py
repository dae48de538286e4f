"""What a student reads about an error of Python or NumPy: their line, the shapes in it, and what the message means."""

import re
from pathlib import Path

import numpy as np
import pytest

from assignment.engine import module, report
from assignment.engine.errors import RAISED, SYNTAX, meaning
from assignment.engine.homework import Homework
from assignment.engine.language import said
from assignment.engine.local import load, openers
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why
from assignment.engine.registry import Check
from assignment.engine.verdicts import Verdict
from assignment.engine.words import sentence

# code, and words of its hint in both languages
SPELT: list[tuple[str, str, str]] = [
    ("f（1)", "type '(' there", "改成 '('"),
    ("x = 1，2", "type ',' there", "改成 ','"),
    ("x = “a”", "type '\"' there", "改成 '\"'"),
    ("x = 3 × 4", "type '*' there", "改成 '*'"),
    ("x = 3 → 4", "the sign '→': it may stand in texts", "只能出现在字符串和注释里"),
    ("x = π²", "the sign '²': it may stand in texts", "只能出现在字符串和注释里"),
    ("　x = 1", "full-width space", "全角空格"),
    ("x = 1\u00a0+ 1", "not seen (U+00A0)", "看不见的字符（U+00A0）"),
    ("  x = 1", "further to the right", "缩进比上一行"),
    ("def f():\nreturn 1", "belong to line 1", "属于第 1 行"),
    ("def f():\n    x = 1\n  return x", "count the spaces", "数一数行首的空格"),
    ("def f():\n    x = 1\n\treturn x", "tabs and spaces", "制表符"),
    ("x = (1, 2", "the bracket ( is opened", "括号 ( 没有"),
    ("x = 1)", "one ) too many", "多了一个 )"),
    ("x = (1]", "( is open, but ] is there", "左边是 (，右边却是 ]"),
    ("def f()\n    return 1", "ends with a colon", "英文冒号"),
    ("x = '''a\n", "three quotation marks", "三个引号"),
    ("x = 'a", "quotation mark at the end", "缺少引号"),
    ("if x = 1:\n    pass", "write ==", "=="),
    ("f(x) = 3", "before = stands a name", "左边只能是"),
    ("x = 2z", "needs the sign *", "乘号 *"),
    ("return 1", "belongs to no function", "不在任何函数之内"),
    ("print 'a'", "round brackets", "圆括号"),
    ("x = 1 \\ 3", "backslash", "反斜杠"),
    ("f(a=1, 2)", "come after those without", "不带名字的"),
    ("x = [1 2]", "between two values", "两个值之间"),
    ("x = a b", "the marked place", "标出的位置"),
]
RAISES: list[tuple[str, str, str]] = [
    ("np.ones((2, 3)) @ np.ones((4, 5))", "these are 3 and 4", "分别是 3 和 4"),
    ("np.dot(np.ones((2, 3)), np.ones((4, 5)))", "these are 3 and 4", "分别是 3 和 4"),
    ("np.ones((2, 3)) @ 2.0", "write *", "写 *"),
    ("np.ones((2, 3)) + np.ones((3, 2))", "compare (2,3) and (3,2)", "比较形状 (2,3) 与 (3,2)"),
    ("a = np.ones(3)\na += np.ones((2, 3))", "on the left, (3,), but", "左边的形状 (3,)"),
    ("np.ones((2, 3))[0] = np.ones(2)", "the value has the shape (2,)", "值的形状是 (2,)"),
    ("np.ones(6).reshape(4, 2)", "6 entries do not fill", "6 个元素"),
    ("np.ones(3).sum(axis=1)", "no axis 1", "没有轴 1"),
    ("np.ones(3)[7]", "no place 7", "没有下标 7"),
    ("np.ones(3)[1, 1]", "the index has 2 places", "下标有 2 个"),
    ("np.array([[1, 2], [3]])", "rows of the same length", "长度必须相同"),
    ("np.concatenate([np.ones((2, 3)), np.ones((3, 2))])", "other sizes are the same", "大小必须相同"),
    ("if np.ones(3) > 0: pass", "as np.where and np.maximum do", "np.where"),
    ("[1, 2][np.ones((2, 2), int)]", "not an array", "不能是数组"),
    ("np.ones(3)[0.5]", "// divides", "整除"),
    ("np.zeros(0).max()", "the array is empty", "数组是空的"),
    ("a = np.ones(3)\na.flags.writeable = False\na[0] = 1", "may not be changed", "不允许修改"),
    ("a = np.ones(3, int)\na += 0.5", "dtype=float", "dtype=float"),
    ("None + 1", "is None", "是 None"),
    ("a, b = None", "is None", "是 None"),
    ("len[0]", "without its round brackets", "没有写圆括号"),
    ("len - 1", "without its round brackets", "没有写圆括号"),
    ("1.0 @ 2.0", "write *", "写 *"),
    ("[1] - [2]", "this is a list", "这是 list"),
    ("(np.ones(2), np.ones(2)).T", "this is a tuple", "这是 tuple"),
    ("[1] * 0.5", "not an array", "不是数组"),
    ("np.ones(3)(0)", "for a place in an array write [ ]", "取数组的元素"),
    ("np.ones(3) ^ 2.0", "a power is written **", "乘方写作 **"),
    ("'tanh'(1)", "a text stands there", "只是名字"),
    ("np.ones(3).append(1)", "an array has no append", "数组没有 'append'"),
    ("np.array([1, 2], [3, 4])", "outer brackets", "外层方括号"),
    ("raise [1]", "write return in its place", "换成 return"),
    ("np", "import numpy as np is missing", "缺少 'import numpy as np'"),
    ("tanh(1)", "write np.tanh", "请写 np.tanh"),
    ("[1](0)", "for a place in a list write [ ]", "取列表的元素"),
    ("[[1]][0, 0]", "no rows and columns", "没有行和列"),
    ("[1]['a']", "counted from 0", "从 0 开始"),
    ("[1][5]", "fewer entries", "没有这么多元素"),
    ("a, b = [1]", "as many parts", "个数"),
    ("def f():\n    if False: t = 1\n    return t\nf()", "t has no value yet", "t 还没有值"),
    ("missing", "missing has no value here", "missing 在这里没有值"),
    ("1 / 0", "divisor is 0", "除数是 0"),
    ("__import__('math').log(0)", "no value for this number", "没有定义"),
    ("__import__('math').exp(1000)", "too large", "太大"),
    ("f = lambda: f()\nf()", "calls itself", "调用自己"),
]
TABLES = {Reason.SYNTAX: SYNTAX, Reason.RAISED: RAISED}


def stopped(homework: Homework, code: str) -> Why:
    """Return why a file with this code ends."""
    with pytest.raises(Stopped) as raised:
        module.load(homework, f"import numpy as np\n{code}\n" if "np." in code else code, homework.filename)
    return raised.value.why


@pytest.mark.parametrize(
    ("code", "english", "chinese"), [*SPELT, *RAISES], ids=[code for code, *_ in [*SPELT, *RAISES]]
)
def test_a_frequent_error_is_explained_in_both_languages(
    homework: Homework, code: str, english: str, chinese: str
) -> None:
    why = stopped(homework, code)
    hint = meaning(why)
    assert english in hint, why.text
    assert chinese in said(hint, "zh")


@pytest.mark.parametrize("reason", TABLES)
def test_each_explanation_is_that_of_an_error_here(homework: Homework, reason: Reason) -> None:
    texts = [stopped(homework, code).text for code, *_ in (SPELT if reason == Reason.SYNTAX else RAISES)]
    first = [next((pattern for pattern, _ in TABLES[reason] if re.match(pattern, text)), "") for text in texts]
    assert {pattern for pattern, _ in TABLES[reason]} == {*first} - {""}


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("if 1:\n    pass\nelse if 2:\n    pass\n", "elif, not else if", "写作 'elif'"),
        ("lambda = 0.1\n", "a word of Python's own", "自己的关键字"),
        ('def f():\n    """a\n\ndef g():\n    """logistic 函数，逐元素。"""\n', 'marks """ is missing', '缺少一个 """'),
    ],
)
def test_a_line_that_python_cannot_read_tells_more_than_its_message(
    homework: Homework, tmp_path: Path, code: str, english: str, chinese: str
) -> None:
    path = tmp_path / homework.filename
    path.write_text(code, encoding="utf-8")
    with pytest.raises(Stopped) as raised:
        load(homework, path)
    hint = meaning(raised.value.why)
    assert english in hint
    assert chinese in said(hint, "zh")


@pytest.mark.parametrize("text", ["", "no such thing", "invalid", "matmul", "name", "invalid character '"])
def test_a_message_that_is_not_known_gets_no_hint(text: str) -> None:
    for reason in Reason:
        assert meaning(Why(reason, "forward", ("ValueError",), text, 3)) == ""


def test_a_file_that_python_cannot_read_is_shown_with_its_line_and_a_mark(homework: Homework, tmp_path: Path) -> None:
    path = tmp_path / homework.filename
    path.write_text("def f(z):\n    x = '中文' + f（z)\n", encoding="utf-8")
    with pytest.raises(Stopped) as raised:
        load(homework, path)
    first, line, mark, hint = report.broken(raised.value, "zh")
    assert "（第 2 行）" in first
    assert line == "   2 |     x = '中文' + f（z)"
    assert mark.index("^") == len("   2 |     x = '中文' + f") + 2  # two letters are wide
    assert hint.startswith("提示：Python 不认识符号 '（'")


def called(homework: Homework, tmp_path: Path, body: str, *args: object) -> Why:
    """Return why a call of the first function ends, if it is written like that."""
    task = homework.tasks[1]
    path = tmp_path / homework.filename
    path.write_text(f"import numpy as np\n\n\ndef {task.functions[0]}(z):\n{body}\n", encoding="utf-8")
    with pytest.raises(Stopped) as raised:
        openers(homework, path).fresh(task).own(task.functions[0], *args)
    return raised.value.why


def test_the_students_line_and_the_shapes_in_it_are_shown(homework: Homework, tmp_path: Path) -> None:
    body = "    W, parts, i = np.ones((4, 3)), [z, z[0]], 1\n    return parts[i - 1] @ W.T + missing(z)"
    why = called(homework, tmp_path, body, np.ones((7, 4)))
    assert report.place(why) == [
        "   6 |     return parts[i - 1] @ W.T + missing(z)",
        "shapes   parts[i - 1] (7, 4), W.T (3, 4)",
    ]
    assert said(report.place(why)[1], "zh") == "形状：parts[i - 1] (7, 4)、W.T (3, 4)"


def test_nothing_of_the_student_is_called_to_show_shapes(homework: Homework, tmp_path: Path) -> None:
    body = (
        "    class Odd(list):\n        def __getitem__(self, i):\n            raise SystemExit\n"
        "    odd = Odd()\n    return np.add(np.ones(2), np.ones(3) if odd else z)"
    )
    why = called(homework, tmp_path, body, np.ones(3))
    assert report.place(why)[1:] == ["shapes   z (3,)"]


def test_a_redacted_reason_shows_no_line(homework: Homework, tmp_path: Path) -> None:
    why = called(homework, tmp_path, "    return z @ z", np.ones((2, 3)))
    assert report.place(why)
    assert report.place(why.redacted()) == []


def test_a_function_that_is_written_in_part_is_not_called_unwritten(homework: Homework, tmp_path: Path) -> None:
    name = homework.tasks[1].functions[0]
    whole = called(homework, tmp_path, '    """Text."""\n    raise NotImplementedError("not yet")', 1.0)
    assert sentence(whole) == f"{name} is not written yet"
    part = called(homework, tmp_path, "    if z > 0:\n        raise NotImplementedError\n    return z", 1.0)
    assert sentence(part) == f"the part of {name} in line 6 is not written yet"
    assert sentence(part, "zh") == f"{name} 的这一部分（第 6 行）还没有写"


def test_a_crash_is_told_once() -> None:
    def verdict(name: str, text: str, line: int) -> Verdict:
        why = Why(Reason.RAISED, "forward", ("ValueError", "Exception"), text, line)
        return Verdict(Check("task", name, "a title", 1.0, lambda nn, rng: None), Outcome.ERROR, why)

    crash = "shapes (2,3) and (4,5) not aligned: 3 (dim 1) != 4 (dim 0)"
    same = "shapes (6,3) and (4,8) not aligned: 3 (dim 1) != 4 (dim 0); called in line 90 (train)"
    verdicts = [verdict("one", crash, 7), verdict("two", same, 7), verdict("three", crash, 8), verdict("four", "", 7)]
    shown = [report.details(one) for one in report.without_repeats(verdicts)]
    assert [len(lines) for lines in shown] == [2, 1, 2, 1]
    assert shown[1] == ["error: as in task.one above: ValueError in line 7"]
    assert report.details(report.without_repeats(verdicts)[1], "zh") == [
        "出错：与上面的 task.one 相同：ValueError（第 7 行）"
    ]
