"""Makes the tables of the handout in both languages, from the tasks, the limits and the checks."""

from collections.abc import Iterable

from assignment.engine.homework import Homework
from assignment.engine.registry import Check, public_checks
from assignment.engine.report import points

from ..mistakes.credit import slots

WORDS = {
    "en": {
        "points head": "| task | goal | functions | points | in public checks |",
        "bonus": "bonus {}",
        "total": "| total | | | {} | {} |",
        "and bonus": "{} and {} bonus",
        "credit head": "| task | what is wrong | costs |",
        "limits head": "| what | limit |",
        "one call": "one call",
        "one call of": "one call of {}",
        "between names": ", ",
        "graded": "one call when it is graded",
        "at least": "many times what the right solution needs, and at least {} s of processor time",
        "all calls": "all calls when it is graded",
        "memory": "memory",
        "file": "file",
        "encodings": "{}, UTF-8 or GBK",
    },
    "zh": {
        "points head": "| 任务 | 目标 | 函数 | 分值 | 其中公开检查 |",
        "bonus": "{}（附加）",
        "total": "| 合计 | | | {} | {} |",
        "and bonus": "{}，附加 {}",
        "credit head": "| 任务 | 错在哪里 | 扣分 |",
        "limits head": "| 项目 | 限制 |",
        "one call": "一次调用",
        "one call of": "一次调用 {}",
        "between names": "、",
        "graded": "评分时的一次调用",
        "at least": "参考实现用时的许多倍，且至少 {} s 处理器时间",
        "all calls": "评分时的全部调用",
        "memory": "内存",
        "file": "文件",
        "encodings": "{}，UTF-8 或 GBK",
    },
}
UNITS = {"GiB": 1 << 30, "MiB": 1 << 20, "KiB": 1 << 10, "bytes": 1}


def points_table(homework: Homework, language: str) -> str:
    """Return the table of tasks with goal, functions, points, and how many of these the public checks give."""
    words = WORDS[language]
    checks = public_checks(homework)
    rows = [words["points head"], "| --- | --- | --- | --- | --- |"]
    for task in homework.tasks:
        name = words["bonus"].format(task.name) if task.bonus else task.name
        functions = words["between names"].join(f"`{function}`" for function in task.functions)
        public = _sum(check for check in checks if check.task == task.name)
        rows.append(f"| {name} | {task.goal[language]} | {functions} | {task.points} | {public} |")
    core, extra = homework.core_points, sum(task.points for task in homework.tasks if task.bonus)
    total = words["and bonus"].format(core, extra) if extra else str(core)
    return "\n".join([*rows, words["total"].format(total, _sum(checks))])


def _sum(checks: Iterable[Check]) -> str:
    return points(sum(check.points for check in checks))


def credit_table(homework: Homework, language: str) -> str:
    """Return the table of places where a mistake is credited with what is right, and what it costs."""
    rows = [WORDS[language]["credit head"], "| --- | --- | --- |"]
    for task, places in slots(homework).items():
        rows += [f"| {task} | {place.words[language]} | {points(place.points)} |" for place in places.values()]
    return "\n".join(rows)


def limits_table(homework: Homework, language: str) -> str:
    """Return the table of what a submission may use."""
    words, usual = WORDS[language], homework.limits
    limits = {words["one call"]: f"{points(usual.call_seconds)} s"}
    longer: dict[float, list[str]] = {}
    for function in homework.functions:
        longer.setdefault(homework.seconds_for(function), []).append(f"`{function}`")
    longer.pop(usual.call_seconds, None)
    for limit, names in longer.items():
        limits[words["one call of"].format(words["between names"].join(names))] = f"{points(limit)} s"
    limits[words["graded"]] = words["at least"].format(points(usual.floor_seconds))
    limits[words["all calls"]] = f"{points(usual.total_seconds / 60)} min"
    limits[words["memory"]] = _size(usual.memory_bytes)
    limits[words["file"]] = words["encodings"].format(_size(usual.file_bytes))
    return "\n".join(
        [words["limits head"], "| --- | --- |", *(f"| {what} | {limit} |" for what, limit in limits.items())]
    )


def _size(count: int) -> str:
    """Return a number of bytes in the largest unit that gives a whole number."""
    return next(f"{count // unit} {name}" for name, unit in UNITS.items() if count % unit == 0)


def fill(homework: Homework, text: str, language: str) -> str:
    """Return a handout with its generated tables brought up to date.

    Parameters
    ----------
    homework : Homework
    text : str
    language : {"en", "zh"}

    Raises
    ------
    ValueError
        If a pair of markers is missing or occurs twice.
    """
    tables = {"points": points_table, "limits": limits_table}
    if slots(homework):
        tables["credit"] = credit_table
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end {name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"the handout needs one pair of {begin.strip()} and {end}")
        before, after = text.partition(begin)[0], text.partition(end)[2]
        text = f"{before}{begin}{table(homework, language)}\n{end}{after}"
    return text


def language_of(name: str) -> str:
    """Return the language of a text for students by the name of its file."""
    return "zh" if name.endswith(".zh-CN.md") else "en"
