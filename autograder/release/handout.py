"""The tables of the handout, from the tasks and the checks."""

from collections.abc import Sequence

from assignment.checks.engine.registry import Check, public_checks
from assignment.checks.engine.report import points
from assignment.checks.engine.tasks import FILE_BYTES, MEMORY_BYTES, TASKS, TOTAL_SECONDS, UNIT_SECONDS


def points_table() -> str:
    """Task, functions, points, and how many of them the public checks give."""
    checks = public_checks()
    rows = ["| task | functions | points | in public checks |", "| --- | --- | --- | --- |"]
    for task in TASKS:
        functions = ", ".join(f"`{name}`" for name in task.functions)
        bonus = "bonus " if task.bonus else ""
        rows.append(f"| {bonus}{task.name} | {functions} | {task.points} | {points(_sum(checks, task.name))} |")
    core, public = sum(t.points for t in TASKS if not t.bonus), sum(c.points for c in checks)
    extra = sum(t.points for t in TASKS if t.bonus)
    rows.append(f"| total | | {core} and {extra} bonus | {points(public)} |")
    return "\n".join(rows)


def _sum(checks: Sequence[Check], task: str) -> float:
    return sum(check.points for check in checks if check.task == task)


def limits_table() -> str:
    """What a submission may use."""
    seconds: dict[float, list[str]] = {}
    for task in TASKS:
        seconds.setdefault(task.seconds, []).extend(f"`{name}`" for name in task.functions)
    seconds.pop(UNIT_SECONDS)
    rows = ["| limit | |", "| --- | --- |", f"| one call | {points(UNIT_SECONDS)} s |"]
    rows += [f"| one call of {', '.join(names)} | {points(limit)} s |" for limit, names in seconds.items()]
    rows.append(f"| all calls when it is graded | {points(TOTAL_SECONDS / 60)} min |")
    rows += [f"| memory | {MEMORY_BYTES >> 30} GiB |", f"| file | {FILE_BYTES >> 10} KiB, UTF-8 or GBK |"]
    return "\n".join(rows)


def fill(text: str) -> str:
    """A handout with its generated tables brought up to date."""
    for name, table in (("points", points_table()), ("limits", limits_table())):
        begin, end = f"<!-- {name} -->\n", f"<!-- end {name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"the handout needs one pair of {begin.strip()} and {end}")
        before, after = text.partition(begin)[0], text.partition(end)[2]
        text = f"{before}{begin}{table}\n{end}{after}"
    return text
