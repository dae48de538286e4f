"""The tables of the handout in both languages, from the tasks and the checks."""

from collections.abc import Sequence

from assignment.checks.engine.registry import Check, public_checks
from assignment.checks.engine.report import points
from assignment.checks.engine.tasks import FILE_BYTES, MEMORY_BYTES, TASKS, TOTAL_SECONDS, UNIT_SECONDS

WORDS = {
    "en": {
        "points head": "| task | goal | functions | points | in public checks |",
        "bonus": "bonus {}",
        "total": "| total | | | {} and {} bonus | {} |",
        "limits head": "| limit | |",
        "one call": "one call",
        "one call of": "one call of {}",
        "between names": ", ",
        "all calls": "all calls when it is graded",
        "memory": "memory",
        "file": "file",
        "encodings": "{} KiB, UTF-8 or GBK",
    },
    "zh": {
        "points head": "| 任务 | 目标 | 函数 | 分值 | 其中公开检查 |",
        "bonus": "{}（附加）",
        "total": "| 合计 | | | {}，附加 {} | {} |",
        "limits head": "| 限制 | |",
        "one call": "一次调用",
        "one call of": "一次调用 {}",
        "between names": "、",
        "all calls": "评分时的全部调用",
        "memory": "内存",
        "file": "文件",
        "encodings": "{} KiB，UTF-8 或 GBK",
    },
}
GOALS_ZH = {
    "gates": "用 OR、NAND、AND 神经元手工搭出 XOR",
    "activations": "sigmoid、ReLU、softmax 及其导数",
    "forward": "把一批样本逐层向前传播",
    "loss": "交叉熵、平方误差与正则化项",
    "backward": "用反向传播求梯度",
    "update": "一步梯度下降",
    "train": "全批量梯度下降",
    "predict": "类别标签",
    "standardize": "只按训练部分标准化",
    "k_fold": "打乱后划分各折",
    "cross_validate": "每一折上的准确率",
    "compare": "神经网络与对数几率回归、softmax 回归的比较",
    "sgd": "小批量梯度下降",
    "hidden_units": "用留出法选择隐藏层单元数",
}


def points_table(language: str) -> str:
    """Task, goal, functions, points, and how many of them the public checks give."""
    words = WORDS[language]
    checks = public_checks()
    rows = [words["points head"], "| --- | --- | --- | --- | --- |"]
    for task in TASKS:
        name = words["bonus"].format(task.name) if task.bonus else task.name
        goal = GOALS_ZH[task.name] if language == "zh" else task.goal
        functions = words["between names"].join(f"`{function}`" for function in task.functions)
        rows.append(f"| {name} | {goal} | {functions} | {task.points} | {points(_sum(checks, task.name))} |")
    core, public = sum(t.points for t in TASKS if not t.bonus), sum(c.points for c in checks)
    extra = sum(t.points for t in TASKS if t.bonus)
    rows.append(words["total"].format(core, extra, points(public)))
    return "\n".join(rows)


def _sum(checks: Sequence[Check], task: str) -> float:
    return sum(check.points for check in checks if check.task == task)


def limits_table(language: str) -> str:
    """What a submission may use."""
    words = WORDS[language]
    seconds: dict[float, list[str]] = {}
    for task in TASKS:
        seconds.setdefault(task.seconds, []).extend(f"`{name}`" for name in task.functions)
    seconds.pop(UNIT_SECONDS)
    limits = {words["one call"]: f"{points(UNIT_SECONDS)} s"}
    for limit, names in seconds.items():
        limits[words["one call of"].format(words["between names"].join(names))] = f"{points(limit)} s"
    limits[words["all calls"]] = f"{points(TOTAL_SECONDS / 60)} min"
    limits[words["memory"]] = f"{MEMORY_BYTES >> 30} GiB"
    limits[words["file"]] = words["encodings"].format(FILE_BYTES >> 10)
    return "\n".join(
        [words["limits head"], "| --- | --- |", *(f"| {what} | {limit} |" for what, limit in limits.items())]
    )


def fill(text: str, language: str) -> str:
    """A handout with its generated tables brought up to date.

    Parameters
    ----------
    text : str
    language : {"en", "zh"}

    Raises
    ------
    ValueError
        If a pair of markers is missing or stands twice.
    """
    for name, table in (("points", points_table(language)), ("limits", limits_table(language))):
        begin, end = f"<!-- {name} -->\n", f"<!-- end {name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"the handout needs one pair of {begin.strip()} and {end}")
        before, after = text.partition(begin)[0], text.partition(end)[2]
        text = f"{before}{begin}{table}\n{end}{after}"
    return text
