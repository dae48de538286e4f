"""Names mistakes on the student's own computer: wrong answers are looked up among those of known mistakes."""

import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .answers import Answer, asked, looked
from .digest import digest, mark
from .homework import Homework, Task, module_if_there
from .judge import Openers
from .language import _, in_languages, joined
from .mistakes import INSTANCE, Asking, Look, Question, Responses, Signs
from .outcomes import NOT_DIAGNOSED, WORTH_ASKING
from .registry import PUBLIC_SALT, generator
from .remembered import remembered
from .student import Student
from .verdicts import Judged, Verdict

FILE = "mistakes.json"
BETWEEN_SENTENCES = in_languages({"en": " ", "zh": ""})
BUT = _("The public checks pass, but other cases go wrong.")
Group = list[str]  # the code of a mistake, or of several if the answers fit each of them
Named = tuple[str, Group]  # a function, and a mistake in it


@dataclass(frozen=True)
class Known:
    """The known mistakes, as the file has them that is made with the assignment.

    Parameters
    ----------
    answers : dict of str to list of list of str
        For the digest of a function's wrong answers, the mistakes that give them.
    words : dict of str to dict of str to str
        For each code, or code and task as in ``X01.name``, and language, what a student reads.
    subjects : dict of str to str
        For each code, what it is about.
    more : dict of str to dict of str to str
        For each subject and language, why such mistakes matter and how to find them.
    made_from : str
        Tells whether the file is out of date.
    """

    answers: Mapping[str, list[Group]]
    words: Mapping[str, Mapping[str, str]]
    subjects: Mapping[str, str]
    more: Mapping[str, Mapping[str, str]]
    made_from: str

    def sentence(self, code: str, task: str) -> str:
        """Return what a student reads about a mistake in a task."""
        return in_languages(self.words.get(f"{code}.{task}", self.words[code]))


def told(sentences: Sequence[str]) -> str:
    """Return what a student reads about one mistake: its sentence, or those of each that it may be."""
    if not sentences:
        return ""
    first, *others = sentences
    if not others:
        return first
    return joined("", [_("Either: {text}", text=first), *(_(" Or: {text}", text=text) for text in others)])


def together(sentences: Sequence[str]) -> str:
    """Return sentences as one paragraph."""
    return joined(BETWEEN_SENTENCES, sentences)


def questions(homework: Homework, task: str, function: str, functions: Any) -> list[Question]:
    """Return what a function is asked everywhere alike: the arguments are within the interface, and no secret.

    Parameters
    ----------
    homework : Homework
    task, function : str
    functions : namespace
        Computes arguments: the reference's functions or the student's.
    """
    asking = _asking(homework, task)
    drawn = asking.questions(generator(PUBLIC_SALT, task, INSTANCE)) if asking else ()
    return [question.completed(functions) for question in drawn if question.function == function and not question.only]


def explained(homework: Homework, judged: Judged, openers: Openers, source: str) -> Judged:
    """Put the names of mistakes in the place of hints, each on a line of its own.

    Where all checks of the task pass, the first of them says it: public checks look at few cases.
    """
    verdicts, known = dict(judged.verdicts), _known(homework)
    if not known:
        return judged
    more: dict[str, list[str]] = {}
    for key, mistakes in named(homework, judged, openers, source).items():
        texts = [_with_name(function, _told(known, group, judged.task), judged.task) for function, group in mistakes]
        texts = [together([BUT, texts[0]]), *texts[1:]] if judged.flawless else texts
        verdicts[key] = replace(verdicts[key], hint=joined("\n", texts), first=None)
        codes = [code for _function, group in mistakes for code in group]
        subjects = dict.fromkeys(known.subjects[code] for code in codes if code in known.subjects)
        more[key] = [in_languages(known.more[subject]) for subject in subjects]
    return replace(judged, verdicts=verdicts, more=more)


def _told(known: Known, group: Group, task: Task) -> str:
    return told([known.sentence(code, task.name) for code in group])


def _with_name(function: str, text: str, task: Task) -> str:
    """Return a text that names the function, unless it is the only one of the task or the text names it."""
    clear = len(task.functions) == 1 or re.search(rf"\b{function}\b", text)
    return text if clear else _("{function}: {text}", function=function, text=text)


def named(homework: Homework, judged: Judged, openers: Openers, source: str) -> dict[str, list[Named]]:
    """Return the mistakes in the functions of a task, by the id of the first failed check at which they show."""
    verdicts = judged.verdicts
    outcomes = {verdict.outcome for verdict in verdicts.values()}
    asking = _asking(homework, judged.task.name)
    if not asking or outcomes & NOT_DIAGNOSED or not (judged.flawless or outcomes & WORTH_ASKING):
        return {}
    student = openers.fresh(judged.task)
    found: dict[str, list[Named]] = {}
    for function in judged.task.functions:
        failed = [v.check for v in verdicts.values() if judged.flawless or _is_about(v, function)]
        with contextlib.suppress(Exception):  # the student's functions compute arguments; an answer can have any form
            for group, names in _mistakes(homework, judged, asking, function, student, source) if failed else ():
                told_at = next((check for check in failed if check.name in names), failed[0])
                found.setdefault(told_at.id, []).append((function, group))
    return found


def _is_about(verdict: Verdict, function: str) -> bool:
    return verdict.outcome in WORTH_ASKING and function in verdict.called


def _mistakes(
    homework: Homework, judged: Judged, asking: Asking, function: str, student: Student, source: str
) -> Iterator[tuple[Group, tuple[str, ...]]]:
    """Yield each mistake, and the names of the checks at which it shows; none if it may be any."""
    task = judged.task
    responses = _ask(homework, task.name, function, student, source)
    groups, names = _looked_up(homework, task.name, responses)
    if not groups and not judged.flawless:
        looks = (_signs(homework).at_stop, *asking.behaviour.get(function, ()))
        code = next(filter(None, (look(responses) for look in looks)), "")
        groups = [[code]] if code else []
    elif groups and any(_is_known_wrong(homework, name, student) for name in task.builds_on):
        return  # what it builds on may have made it wrong
    yield from ((group, names) for group in groups)
    in_place = _signs(homework).in_place(responses)
    if in_place:
        yield [in_place], tuple(verdict.check.name for verdict in judged.verdicts.values() if verdict.check.sums_up)


def _ask(homework: Homework, task: str, function: str, student: Student, source: str = "") -> Responses:
    """Ask a function all questions about it; which answers are wrong is not known here."""
    about = dict(enumerate(questions(homework, task, function, student)))
    answers = {number: asked(student, function, question.args) for number, question in about.items()}
    rng = generator(PUBLIC_SALT, task, "probes")
    return Responses(student, function, source, rng, about, answers, tuple(about))


def digests(
    function: str, answers: Mapping[Question, Answer], looks: Iterable[Look]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the digest of all answers, then that of each part, with the names of the checks at which it shows."""
    yield digest(function, map(mark, answers.values())), ()
    for number, look in enumerate(looks):
        parts = [looked(look.at, answer) for question, answer in answers.items() if look.asks(question)]
        if not any(part.failed for part in parts):
            yield digest(function, map(mark, parts), number), look.checks


def _looked_up(homework: Homework, task: str, responses: Responses) -> tuple[list[Group], tuple[str, ...]]:
    """Return the mistakes that explain all answers, or else those in the first part that mistakes explain.

    The second value is the names of the checks at which they show.
    """
    known, asking, function = _known(homework), _asking(homework, task), responses.function
    if not known or not asking:
        return [], ()
    answers = {responses.questions[number]: answer for number, answer in responses.answers.items()}
    for one, names in digests(function, answers, asking.looks.get(function, ())):
        if one in known.answers:
            return known.answers[one], names
    return [], ()


def _is_known_wrong(homework: Homework, function: str, student: Student) -> bool:
    task = homework.task_of(function)
    return bool(task and _looked_up(homework, task.name, _ask(homework, task.name, function, student))[0])


def _signs(homework: Homework) -> Signs:
    return getattr(module_if_there(f"{homework.package}.questions"), "SIGNS", Signs())


def _asking(homework: Homework, task: str) -> Asking | None:
    """Return what a task's functions are asked; None if none of its mistakes are named here."""
    module = module_if_there(f"{homework.package}.questions.{task}")
    asking: Asking | None = module.ASKED if module else None
    return asking


@remembered(4, key=lambda homework: homework.folder)  # the file does not change while checks run
def _known(homework: Homework) -> Known | None:
    """Return the known mistakes; None without their file."""
    try:
        return Known(**json.loads((homework.folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
