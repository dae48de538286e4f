"""Makes Otter test files: one for each task, with a short ``test_case`` for each check."""

from collections.abc import Iterable

from assignment.engine.homework import Homework
from assignment.engine.registry import Check

HEAD = '''"""The {task} checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

{judge}

OK_FORMAT = False

name = "{task}"
'''
CASE = """

@test_case(name="{id}", points={points}, hidden={hidden})
def test_{name}(env):
    judge(env, "{id}")
"""


def test_files(homework: Homework, checks: Iterable[Check], judge: str) -> dict[str, str]:
    """Return name and content of each file.

    Parameters
    ----------
    homework : Homework
    checks : iterable of Check
    judge : str
        Code that imports or defines ``judge``, which raises AssertionError unless a check passed.
    """
    checks = list(checks)
    files = {}
    for task in homework.tasks:
        cases = [
            CASE.format(id=check.id, name=check.name, points=float(check.points), hidden=check.hidden)
            for check in checks
            if check.task == task.name
        ]
        files[f"{task.name}.py"] = HEAD.format(task=task.name, judge=judge) + "".join(cases)
    return files
