"""The page of the class."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from assignment.engine.homework import Homework, Task
from assignment.engine.language import said
from assignment.engine.outcomes import Outcome
from assignment.engine.registry import Check

from ..mistakes.catalogue import advice, more, title
from ..mistakes.finding import Group
from ..reports.report import Context
from ..reports.tasks import TaskSum
from . import statistics
from .entry import EARNED, Entry, judged
from .explained import Explanation, shown_example
from .templates import page

MAP_ROWS, MAP_COLUMNS = 400, 40
OPENED = 5  # of the mistakes
LONGEST = 3  # files that took long, by name
MUTANTS = "mutants.toml"  # beside the solutions: how many mutants each check alone notices
FULL, PART, NONE, TODO = "got", "half", "none", "rest"  # classes of the parts of a bar


@dataclass(frozen=True)
class Bar:
    """An interval of scores, and how many students are in it."""

    low: float
    high: float
    count: int
    height: float


@dataclass(frozen=True)
class Rung:
    """What the class made of a task."""

    task: Task
    counts: dict[str, int]
    mean: float
    unfinished: int


@dataclass(frozen=True)
class Mistake:
    """A mistake, and who made it."""

    code: str
    title: str
    sentence: str
    tasks: list[str]
    students: list[str]
    example: Explanation
    more: list[str]


@dataclass(frozen=True)
class Item:
    """A check, and what the class tells about it."""

    check: Check
    title: str
    rate: float | None
    discrimination: float | None
    same_as: list[str]
    mutants: int


def class_page(entries: Sequence[Entry], examples: Mapping[Group, Sequence[str]], context: Context) -> str:
    """Return the page of a class; ``examples`` has the lines of a call that shows each mistake."""
    entries = sorted(entries, key=lambda one: one.row.submission)
    counting = [one for one in entries if one.counts]
    scores = [one.row.score for one in entries if not one.row.problem or not one.row.faulty]
    mistakes = list(_mistakes(entries, examples, context))
    mapped = mistakes[:MAP_COLUMNS]
    unread = [one for one in entries if one.row.problem and not one.row.faulty]
    unwritten = [one for one in entries if one.row.unwritten and not one.row.problem]
    stuck = [
        (task.name, ones)
        for task in context.homework.tasks
        if (ones := [one for one in entries if one.stuck_at == task.name and not one.row.problem])
    ]
    makers = [one for one in entries if one.in_tasks]
    timed = sorted((one for one in entries if one.seconds), key=lambda one: -one.seconds)
    mutants = _mutants(context.homework)
    return page(
        "class.html.jinja",
        context.language,
        title=context.homework.title,
        module=context.homework.module,
        opened=OPENED,
        entries=entries,
        median=float(np.median(scores)) if scores else 0.0,
        max_score=max((one.row.max_score for one in entries), default=0),
        bars=_bars(scores, entries),
        ladder=_ladder(entries, context),
        mistakes=mistakes,
        mapped=mapped,
        map_rows=[(one, _made(one)) for one in makers[:MAP_ROWS]],
        map_left=max(0, len(makers) - MAP_ROWS),
        items=_items(entries, counting, context, mutants),
        mutated=bool(mutants),
        least=statistics.LEAST,
        counting=len(counting),
        alpha=_alpha(counting),
        unread=unread,
        unwritten=unwritten,
        stuck=stuck,
        in_need=len(unread) + len(unwritten) + sum(len(ones) for _task, ones in stuck),
        faults=[one for one in entries if one.row.faulty],
        remarks=[one for one in entries if one.remarks],
        seconds=float(np.median([one.seconds for one in timed])) if timed else 0.0,
        longest=timed[:LONGEST],
        isolated=all(one.row.isolated for one in entries),
        part_of=part_of,
    )


def part_of(one: TaskSum) -> str:
    """Return how far a task is, as the class of a part of a bar."""
    if one.points >= one.possible:
        return FULL
    if one.points:
        return PART
    return TODO if one.outcome == Outcome.TODO else NONE


def _bars(scores: Sequence[float], entries: Sequence[Entry]) -> list[Bar]:
    most = max((sum(task.possible for task in one.row.tasks) for one in entries), default=0)
    if not scores or not most:
        return []
    width = 10 if most > 50 else max(1, round(most / 10))
    number = ceil(most / width)
    counts = statistics.histogram(scores, number * width, number)
    return [Bar(i * width, (i + 1) * width, count, count / max(counts)) for i, count in enumerate(counts)]


def _ladder(entries: Sequence[Entry], context: Context) -> list[Rung]:
    sums: dict[str, list[TaskSum]] = {}
    for part in (part for one in entries for part in one.row.tasks):
        sums.setdefault(part.task.name, []).append(part)
    first = Counter(one.unfinished for one in entries if not one.row.problem)
    rungs = []
    for task in context.homework.tasks:
        mine = sums.get(task.name, [])
        if mine:
            counts = Counter(map(part_of, mine))
            mean = sum(one.points for one in mine) / sum(one.possible for one in mine)
            rungs.append(Rung(task, {kind: counts[kind] for kind in (FULL, PART, NONE, TODO)}, mean, first[task.name]))
    return rungs


def _made(one: Entry) -> set[str]:
    return {_code(group) for group, _task in one.in_tasks}


def _code(group: Group) -> str:
    return "|".join(group)


def _mistakes(entries: Sequence[Entry], examples: Mapping[Group, Sequence[str]], context: Context) -> Iterator[Mistake]:
    """Yield the mistakes, those that most students made first."""
    homework, language = context.homework, context.language
    made: dict[Group, dict[str, None]] = {}
    tasks: dict[Group, Counter[str]] = {}
    for one in entries:
        for group, task in one.in_tasks:
            made.setdefault(group, {})[one.row.submission] = None
            tasks.setdefault(group, Counter())[task] += 1
    for group in sorted(made, key=lambda group: (-len(made[group]), group)):
        titles = [title(homework, code, language) for code in group]
        texts = [text for code in group if (text := more(homework, code, language))]
        most = [name for name, _count in tasks[group].most_common()]
        yield Mistake(
            _code(group),
            " / ".join(titles),
            advice(group, homework, language, most[0]),
            most,
            [*made[group]],
            shown_example(examples.get(group, ()), language),
            list(dict.fromkeys(texts)),
        )


def _items(entries: list[Entry], counting: list[Entry], context: Context, mutants: Mapping[str, int]) -> list[Item]:
    checks = judged(entries, context.homework)
    if not counting or not checks:
        return []
    places = [place for place, _check in checks]
    passed = np.array([[one.marks[place] == EARNED for place in places] for one in counting])
    weights = np.array([check.points for _place, check in checks])
    same: dict[int, list[str]] = {}
    for group in statistics.together(passed):
        for number in group:
            same[number] = [checks[other][1].id for other in group if other != number]
    found = zip(checks, statistics.rates(passed), statistics.item_rest(passed * weights), strict=True)
    return [
        Item(
            check,
            said(check.title, context.language),
            rate,
            discrimination,
            same.get(number, []),
            mutants.get(check.id, 0),
        )
        for number, ((_place, check), rate, discrimination) in enumerate(found)
    ]


def _mutants(homework: Homework) -> dict[str, int]:
    """Return how many small changes of the reference each check alone notices; nothing if that was not measured."""
    path = homework.root / "solutions" / MUTANTS
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _alpha(counting: Sequence[Entry]) -> float | None:
    """Return the reliability over the tasks that are no bonus."""
    rows = [[task.points for task in one.row.tasks if not task.task.bonus] for one in counting]
    alike = len({len(row) for row in rows}) == 1  # not if some were graded in fewer tasks
    return statistics.alpha(np.array(rows, dtype=float)) if alike and rows[0] else None
