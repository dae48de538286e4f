"""Names the mistakes behind the failed checks of a submission."""

import contextlib
from collections.abc import Callable, Iterable
from itertools import chain

from assignment.engine.answers import TooLarge
from assignment.engine.homework import Homework, Task
from assignment.engine.judge import Openers
from assignment.engine.language import _
from assignment.engine.mistakes import Responses, TaskMistakes
from assignment.engine.outcomes import NOT_DIAGNOSED, WORTH_ASKING, Outcome, Stopped
from assignment.engine.registry import generator, shown
from assignment.engine.student import Student
from assignment.engine.verdicts import Verdict

from . import matching
from .catalogue import catalogue
from .counterexample import counterexample
from .finding import Finding, Group

NEEDS = frozenset({"FileNotFoundError", "EOFError"})  # raised if a file reads data or input that does not exist


def diagnose(
    homework: Homework,
    verdicts: Iterable[Verdict],
    openers: Openers,
    source: str,
    salt: str,
    complain: Callable[[str], None],
) -> dict[str, list[Finding]]:
    """Return the findings by task, for every task that lost points because of what its functions return or do.

    Parameters
    ----------
    homework : Homework
    verdicts : iterable of Verdict
    openers : Openers
        As for the judge; nothing is found if they cannot lend what a task builds on.
    source : str
        The student's file, for mistakes that only its text shows.
    salt : str
        Decides the questions.
    complain : callable
        Called with a sentence if the search itself fails: that costs an explanation, but no points.
    """
    if openers.lent is None:
        return {}
    outcomes: dict[str, set[Outcome]] = {}
    for verdict in verdicts:
        outcomes.setdefault(verdict.check.task, set()).add(verdict.outcome)
    found: dict[str, list[Finding]] = {}
    for task in homework.tasks:
        seen = outcomes.get(task.name, set())
        known = homework.right.mistakes.of(task.name)
        if known and seen & WORTH_ASKING and seen.isdisjoint(NOT_DIAGNOSED):
            try:
                student = openers.lent(task, frozenset(task.builds_on))
                found[task.name] = _of_task(homework, task, known, student, source, salt)
            except Exception as error:
                what = f"{type(error).__name__}: {error}"[:160]
                complain(_("no mistake could be looked for in {task}: {error}", task=task.name, error=what))
    return {task: findings for task, findings in found.items() if findings}


def while_loading(homework: Homework, stopped: Stopped) -> dict[str, list[Finding]]:
    """Return the mistake of a file that cannot be imported because it runs an experiment at that time."""
    code = homework.right.mistakes.on_import
    runs = stopped.outcome == Outcome.TIMEOUT or not NEEDS.isdisjoint(stopped.why.kinds)
    return {task.name: [Finding("", ((code,),))] for task in homework.tasks} if code and runs else {}


def _of_task(
    homework: Homework, task: Task, known: TaskMistakes, student: Student, source: str, salt: str
) -> list[Finding]:
    rng = generator(shown(salt), task.name, "probes")
    findings = []
    for function in task.functions:
        with contextlib.suppress(TooLarge):
            responses = matching.ask(homework, task.name, function, salt, student, source, rng)
            findings.append(_of_function(homework, task.name, known, responses, salt))
    return [finding for finding in findings if finding.mistakes or finding.example]


def _of_function(homework: Homework, task: str, known: TaskMistakes, responses: Responses, salt: str) -> Finding:
    """Explain wrong values first; if nothing explains them, use what the function's behaviour shows.

    That says more than in which part the values are wrong.
    """
    mistakes = homework.right.mistakes
    groups: list[Group] = matching.explanations(homework, task, salt, responses)
    in_place = mistakes.signs.in_place(responses)
    if known.lost.issuperset(chain(*groups)) and (responses.wrong or not in_place):
        code = mistakes.signs.at_stop(responses) or _by_experiment(known, responses)
        groups = [(code,)] if code else groups
    groups += [(in_place,)] if in_place else []
    entries = catalogue(homework)
    named = (tuple(code for code in group if task in entries[code].tasks) for group in groups)
    example = counterexample(homework, known, responses) if responses.wrong else []
    return Finding(responses.function, tuple(dict.fromkeys(group for group in named if group)), tuple(example))


def _by_experiment(known: TaskMistakes, responses: Responses) -> str:
    """Return the first code that an experiment with other arguments gives."""
    function = responses.function
    experiments = (*known.asked.behaviour.get(function, ()), *known.experiments.get(function, ()))
    codes = (experiment(responses) for experiment in experiments)
    return next((code for code in codes if code), "")
