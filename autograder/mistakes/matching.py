"""Finds the wrong belief that explains a student's answers."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations

import numpy as np

from assignment.engine.answers import Answer, asked, computed, same
from assignment.engine.homework import Homework
from assignment.engine.mistakes import On, Part, Question, Responses, TaskMistakes
from assignment.engine.records import classes_of
from assignment.engine.registry import all_checks, generator, shown
from assignment.engine.remembered import remembered
from assignment.engine.student import Student

from .finding import Group
from .parts import explain

REMEMBERED_QUESTIONS, REMEMBERED_ANSWERS = 100, 20_000
RIGHT: On = frozenset()


def code_of(switch: str) -> str:
    """Return the catalogue's code of a switch: what stands before its form."""
    return re.split("[:/@]", switch, maxsplit=1)[0]


def mistakes_of(homework: Homework, task: str) -> TaskMistakes:
    """Return the mistakes of a task; raise LookupError if none can be named."""
    found = homework.right.mistakes.of(task)
    if found is None:
        raise LookupError(f"no mistakes are known for {task}")
    return found


def _key(homework: Homework, *others: Hashable) -> Hashable:
    return homework.solutions, *others


@remembered(REMEMBERED_QUESTIONS, key=_key)  # depends on the salt only
def questions(homework: Homework, task: str, salt: str) -> tuple[Question, ...]:
    """Return the questions about a task; the course's salt decides the numbers."""
    known = mistakes_of(homework, task)
    hidden = {(check.task, check.instance) for check in all_checks(homework) if check.redact}
    salt = salt if (task, known.instance) in hidden else shown(salt)
    drawn = known.asked.questions(generator(salt, task, known.instance))
    return tuple(question.completed(homework.right.reference) for question in drawn)


@remembered(REMEMBERED_ANSWERS, key=_key)  # depends on the switches and the question only
def answer(homework: Homework, task: str, salt: str, number: int, on: On) -> Answer:
    """Return the answer of a student who holds these beliefs; without any, the right answer."""
    question = questions(homework, task, salt)[number]
    classes = classes_of(homework.right.reference, homework.records)
    return computed(mistakes_of(homework, task).functions[question.function], on, *question.args, classes=classes)


def ask(
    homework: Homework, task: str, function: str, salt: str, student: Student, source: str, rng: np.random.Generator
) -> Responses:
    """Ask a student's function all questions about it."""
    about = {n: q for n, q in enumerate(questions(homework, task, salt)) if q.function == function}
    answers = {number: asked(student, function, question.args) for number, question in about.items()}
    wrong = (
        number
        for number, question in about.items()
        if not question.only
        and not (question.unique and same(answers[number], answer(homework, task, salt, number, RIGHT)))
    )
    return Responses(student, function, source, rng, about, answers, tuple(wrong))


def explanations(homework: Homework, task: str, salt: str, responses: Responses) -> list[Group]:
    """Return the beliefs behind wrong answers: a group of alternatives for each mistake; empty if none fit."""
    if not responses.wrong:
        return []
    known = mistakes_of(homework, task)
    switches = known.switches.get(responses.function, ())
    comparison = _Comparison(homework, task, salt, responses)
    single = [code_of(switch) for on in comparison.single() for switch in on]
    branches = homework.right.mistakes.branches
    tags = sorted(frozenset.intersection(*(responses.questions[number].tags for number in responses.wrong)))
    if not single:  # perhaps the mistake is in one branch only
        tried = ((switch, tag) for tag in tags for switch in switches if tag in branches.get(code_of(switch), {tag}))
        single = [code_of(switch) for switch, tag in tried if comparison.fits(frozenset({switch}), tag)]
    if single:
        return [tuple(dict.fromkeys(single))]
    if responses.function in known.parts and len(responses.stops) < len(responses.wrong):
        return _by_parts(known.parts[responses.function], comparison, tags)
    if not known.in_pairs:
        return []
    fitting = [
        {code_of(a), code_of(b)}
        for a, b in pairs(switches, homework.right.mistakes.alone)
        if comparison.fits(frozenset({a, b}))
    ]
    return [(code,) for code in sorted(set.intersection(*fitting))] if fitting else []


def whole(homework: Homework, task: str, salt: str, responses: Responses) -> list[On]:
    """Return the sets of beliefs that give all of a function's answers, with as few beliefs as possible.

    They hold in every branch. The empty set stands for a function without a wrong answer.
    """
    if not responses.wrong:
        return [RIGHT]
    known, function = mistakes_of(homework, task), responses.function
    comparison = _Comparison(homework, task, salt, responses)
    fitting = comparison.single()
    if not fitting and function in known.parts:
        found = explain(known.parts[function], responses, comparison.answer)
        fitting = [on for on in found.sets if not found.lost and comparison.fits(on)]
    return fitting


def _by_parts(parts: tuple[Part, ...], comparison: "_Comparison", tags: list[str]) -> list[Group]:
    """Return the mistakes in all parts of a function; else those in its first parts, and the part that stays lost."""
    responses, branches = comparison.responses, comparison.homework.right.mistakes.branches
    first = explain(parts, responses, comparison.answer)
    for tag in ["", *tags]:  # perhaps the mistakes are in one branch only
        found = explain(parts, responses, partial(comparison.answer, tag=tag)) if tag else first
        whole = [on for on in found.sets if not found.lost and comparison.fits(on, tag)]
        if tag:
            whole = [on for on in whole if all(tag in branches.get(code_of(switch), {tag}) for switch in on)]
        if whole:
            return common(whole)
    if first.lost and first.sets == [RIGHT] and _has_values(first.lost, responses):
        return [(first.lost.lost,)]
    return common(first.sets)


def _has_values(part: Part, responses: Responses) -> bool:
    """Whether a part can be said to be wrong: an exception speaks for itself."""
    asked = (number for number, question in responses.questions.items() if part.look.asks(question))
    return bool(part.lost) and not any(responses.answers[number].failed for number in asked)


def common(sets: list[On]) -> list[Group]:
    """Return what all sets agree on, and their alternatives if they differ in one mistake only."""
    codes = [frozenset(map(code_of, on)) for on in sets]
    common = frozenset.intersection(*codes)
    rest = [one - common for one in codes]
    groups: list[Group] = [(code,) for code in sorted(common)]
    return groups + ([tuple(sorted({*chain(*rest)}))] if all(len(one) == 1 for one in rest) else [])


@dataclass(frozen=True, eq=False)
class _Comparison:
    """Compares a student's answers with those that beliefs would give."""

    homework: Homework
    task: str
    salt: str
    responses: Responses

    def fits(self, switched: On, tag: str = "") -> bool:
        """Return whether these beliefs give all the student's answers, at least one of them a wrong value.

        With a tag, the beliefs are used in that branch only.
        """
        wrong_first = sorted(self.responses.questions, key=lambda number: number not in self.responses.wrong)
        wrong_values = 0
        for number in wrong_first:  # the first one refutes most beliefs
            question = self.responses.questions[number]
            if question.only and not switched & question.only:
                continue
            theirs = self.answer(number, switched, tag)
            if not same(self.responses.answers[number], theirs):
                return False
            wrong_values += not theirs.failed and not same(theirs, self.answer(number, RIGHT))
        return wrong_values > 0

    def single(self) -> list[On]:
        """Return the beliefs that fit by themselves, in every branch."""
        switches = mistakes_of(self.homework, self.task).switches.get(self.responses.function, ())
        return [on for switch in switches if self.fits(on := frozenset({switch}))]

    def answer(self, number: int, on: On, tag: str = "") -> Answer:
        """Return the answer of a student who holds these beliefs; with a tag, in that branch only."""
        if tag and tag not in self.responses.questions[number].tags:
            on = RIGHT
        return answer(self.homework, self.task, self.salt, number, on)


def pairs(switches: tuple[str, ...], alone: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of beliefs that can be held together; two forms of one belief are not a pair."""
    return (
        (a, b)
        for a, b in combinations(switches, 2)
        if code_of(a) != code_of(b) and not alone & {code_of(a), code_of(b)}
    )
