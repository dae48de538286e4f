"""Name the mistakes behind the checks that a submission lost."""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from assignment.checks.engine.judge import Opener, Verdict
from assignment.checks.engine.registry import generator
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student
from assignment.checks.engine.tasks import TASKS, Task

from . import matching
from .answers import NOT_AGAIN, Answer, Pointless, asked
from .catalogue import catalogue
from .counterexample import counterexample
from .matching import Group, Interview
from .probes import batches, folds, habits, hold_out, messages

WITH_LOSSES = ("train", "train_minibatch")
WITHOUT_QUESTIONS: dict[str, tuple[Any, ...]] = {"xor_params": (), "k_fold": (80, 5, 1)}
WORTH_ASKING = ("failed", "error")


@dataclass(frozen=True)
class Finding:
    """What is known about a function that answers wrongly.

    Parameters
    ----------
    function : str
        Empty if it is the whole file.
    mistakes : tuple of tuple of str
        Codes of the catalogue: one group a mistake, several codes in it where nothing tells them apart.
    example : tuple of str
        The smallest call that is answered wrongly, as lines to paste.
    """

    function: str
    mistakes: tuple[Group, ...] = ()
    example: tuple[str, ...] = ()


def diagnose(
    verdicts: Iterable[Verdict], opener: Opener, source: str, salt: str, complain: Callable[[str], None]
) -> dict[str, list[Finding]]:
    """The findings by task, for every task that lost points for what its functions answer or do.

    Parameters
    ----------
    verdicts : iterable of Verdict
    opener : callable
        As for the judge; asked for right versions of what a task builds on.
    source : str
        The student's file, for what its text alone shows.
    salt : str
        Decides what is asked.
    complain : callable
        Told in a sentence where we fail ourselves: that costs an explanation, never a grade.
    """
    outcomes: dict[str, set[str]] = {}
    for verdict in verdicts:
        outcomes.setdefault(verdict.check.task, set()).add(verdict.outcome)
    found: dict[str, list[Finding]] = {}
    for task in TASKS:
        seen = outcomes.get(task.name, set())
        if not seen.isdisjoint(WORTH_ASKING) and seen.isdisjoint(NOT_AGAIN):
            try:
                found[task.name] = _of_task(task, opener(task, True), source, salt)
            except Exception as error:
                complain(f"no mistake could be looked for in {task.name}: {type(error).__name__}: {error}"[:200])
    return {task: findings for task, findings in found.items() if findings}


def while_loading(stopped: Stopped) -> dict[str, list[Finding]]:
    """The mistake of a file that cannot be imported because it runs its experiment then (P03)."""
    runs = stopped.outcome == "timeout" or not {"FileNotFoundError", "EOFError"}.isdisjoint(stopped.kinds)
    return {task.name: [Finding("", (("P03",),))] for task in TASKS} if runs else {}


def _of_task(task: Task, student: Student, source: str, salt: str) -> list[Finding]:
    rng = generator(salt, task.name, "probes")
    findings = []
    for function in task.functions:
        with contextlib.suppress(Pointless):
            findings.append(_of_function(task, function, student, source, salt, rng))
    return [finding for finding in findings if finding.mistakes or finding.example]


def _of_function(
    task: Task, function: str, student: Student, source: str, salt: str, rng: np.random.Generator
) -> Finding:
    """Explanations by values first; if there is none, what the function's behaviour shows."""
    interview = Interview(task.name, function, salt, student) if task.name in matching.TASKS_WITH_SWITCHES else None
    groups: list[Group] = []
    wrong = interview is None or bool(interview.wrong)
    if interview and wrong:
        groups = matching.explanations(interview)
    touched = habits.changed(student, function)
    if not groups and (wrong or not touched):
        code = _by_error(interview, function, student, source) if wrong else ""
        code = code or _by_habit(interview, function, student, rng)
        groups = [(code,)] if code else []
    groups += [(touched,)] if touched else []
    known = [tuple(code for code in group if task.name in catalogue()[code].tasks) for group in groups]
    example = counterexample(interview, student) if interview and wrong else []
    return Finding(function, tuple(dict.fromkeys(group for group in known if group)), tuple(example))


def _by_error(interview: Interview | None, function: str, student: Student, source: str) -> str:
    """What exceptions, and None, say."""
    if interview:
        answers = [interview.answers[i] for i in interview.wrong]
    else:
        answers = [asked(student, function, WITHOUT_QUESTIONS[function])]
    stops = [answer.stopped for answer in answers if answer.stopped]
    if stops and len(stops) == len(answers) and all(stop.sentence.endswith("statement missing?") for stop in stops):
        return messages.silent(source, function)
    if stops and habits.for_single_numbers(student, function):
        return "A02"
    codes = {messages.named(stop, source, function) for stop in stops}
    return codes.pop() if len(codes) == 1 else ""


def _by_habit(interview: Interview | None, function: str, student: Student, rng: np.random.Generator) -> str:
    """What experiments with other arguments show."""
    if interview and function in WITH_LOSSES:
        lengths = [habits.other_length(a, interview.questions[i].args[5]) for i, a in interview.answers.items()]
        if all(lengths):
            return "T07"
    any_args = next(iter(interview.questions.values())).args if interview else ()
    any_answer = next(iter(interview.answers.values())) if interview else Answer()
    experiments: dict[str, Callable[[], str]] = {
        "k_fold": lambda: folds.named(student),
        "train_minibatch": lambda: batches.named(student, rng),
        "choose_hidden_units": lambda: hold_out.named(student, rng),
        "backward": lambda: "F09" if habits.remembers(student, rng) else "",
        "predict": lambda: "F07" if habits.ignores_inputs(student, rng) else "",
        "cross_validate": lambda: "K14" if habits.ignores_seed(student, any_args) else "",
        "compare": lambda: habits.in_compare(student, any_args, any_answer),
    }
    found = experiments[function]() if function in experiments else ""
    return found or ("F08" if habits.sizes_written_in(student, function, rng) else "")
