"""The page of one student."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from assignment.engine.homework import Task
from assignment.engine.language import said
from assignment.engine.outcomes import Outcome
from assignment.engine.registry import Check

from ..grading.result import Result
from ..mistakes.catalogue import advice, more
from ..reports.feedback import Told, told
from ..reports.repairs import lines as repaired
from ..reports.report import Context
from ..reports.sentences import credited, note
from ..reports.tasks import TaskSum, by_task
from .explained import Explanation, explanations, own_lines
from .picture import drawn
from .templates import page

SIGNS = {Outcome.PASSED: "✓", Outcome.TODO: "○", Outcome.BLOCKED: "○", Outcome.FAULT: "?"}
RIGHT, WRONG = SIGNS[Outcome.PASSED], "✗"
FACES, OPEN = {RIGHT: "right", WRONG: "wrong"}, "open"  # the classes of elements


@dataclass(frozen=True)
class OneTask:
    """A task as a student's page shows it."""

    task: Task
    goal: str
    sum: TaskSum
    passed: int
    all: int
    checks: Markup
    explanations: list[Explanation]
    credits: list[str]

    @property
    def whole(self) -> bool:
        """Whether it has all points."""
        return self.sum.points >= self.sum.possible

    @property
    def sign(self) -> str:
        """What stands before its name."""
        return RIGHT if self.whole else SIGNS.get(self.sum.outcome, WRONG)

    @property
    def face(self) -> str:
        """The class of its element."""
        return FACES.get(self.sign, OPEN)


def student_page(result: Result, context: Context, source: str) -> str:
    """Return the page; ``source`` is the student's file, empty if it is not there any more."""
    language, homework = context.language, context.homework
    tasks = [] if result.problem else list(_tasks(result, context, source))
    core = sum(one.sum.points for one in tasks if not one.task.bonus)
    bonus = sum(one.sum.points for one in tasks if one.task.bonus)
    mistakes = result.mistakes if result.why else []
    drawing = homework.right.drawing if result.picture else None
    return page(
        "student.html.jinja",
        language,
        result=result,
        title=homework.title,
        module=homework.module,
        note=note(result, language),
        noted=[said(remark, language) for remark in result.noted],
        repairs=repaired(result, homework, language),
        code=own_lines(source, result.why),
        advice=[advice(group, homework, language) for group in mistakes],
        more=list(dict.fromkeys(more(homework, code, language) for group in mistakes for code in group)),
        tasks=tasks,
        core=core,
        bonus=bonus,
        has_bonus=any(one.task.bonus for one in tasks) and any(not one.task.bonus for one in tasks),
        credit=sum(credit.points for credit in result.credits),
        drawing=drawing,
        picture=drawn(result.picture, homework, language) if result.picture and drawing else None,
        most=max(tasks, key=lambda one: one.sum.possible - one.sum.points, default=None),
    )


def _tasks(result: Result, context: Context, source: str) -> Iterator[OneTask]:
    homework, language = context.homework, context.language
    of_task: dict[str, dict[str, Told]] = {}
    for key, one in told(result, context).items():
        of_task.setdefault(one.verdict.check.task, {})[key] = one
    for number, one_sum in enumerate(by_task(result, homework), 1):
        task, mine = one_sum.task, of_task[one_sum.task.name]
        explained = [] if result.why else explanations(result, mine, source, context)
        places = {check.id: f"{number}-{place}" for place, each in enumerate(explained, 1) for check in each.checks}
        yield OneTask(
            task,
            task.goal[language],
            one_sum,
            sum(one.verdict.passed for one in mine.values()),
            len(mine),
            Markup("").join(
                _line(one.verdict.check, one.verdict.outcome, places.get(key, ""), language)
                for key, one in mine.items()
            ),
            explained,
            [credited(each, homework, language) for each in result.credits if each.task == task.name],
        )


@lru_cache(10_000)  # most are the same for most students
def _line(check: Check, outcome: Outcome, explained_in: str, language: str) -> Markup:
    """Return the line of a check in the list of its task."""
    sign = SIGNS.get(outcome, WRONG)
    text = page(
        "check.html.jinja",
        language,
        check=check,
        title=said(check.title, language),
        sign=sign,
        face=FACES.get(sign, OPEN),
        outcome=said(outcome, language),
        earned=check.points if outcome.earns_points else 0.0,
        place=explained_in,
    )
    return Markup(text)
