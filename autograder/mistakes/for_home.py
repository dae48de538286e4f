"""Makes the file with which mistakes are named on students' computers: digests of wrong answers, and the words."""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

from assignment.engine import home
from assignment.engine.answers import Answer, computed, looked
from assignment.engine.digest import digest, mark
from assignment.engine.home import Group
from assignment.engine.homework import KIT, Homework
from assignment.engine.language import LANGUAGES, said
from assignment.engine.mistakes import On, Part, Question, TaskMistakes
from assignment.engine.records import classes_of

from .catalogue import catalogue, subjects
from .matching import RIGHT, code_of, common, pairs

ENGINE = ("answers", "digest", "plain", "records")
CODE = ("assignment/questions/*.py", "assignment/checks/*.py", "solutions/*.py", "solutions/mistakes/*")
MOST_PLACES = 2  # of a part that are wrong together
Believed = tuple[On, str]  # beliefs, and the branch in which they are held; empty for all
Sets = dict[str, list[On]]  # by the digest of the answers that they give


def up_to_date(homework: Homework) -> str:
    """Return the content of the file; what was made from the same code is not made again, because that takes long."""
    path, made_from = homework.folder / home.FILE, _made_from(homework)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        text = path.read_text(encoding="utf-8")
        if json.loads(text).get("made_from") == made_from:
            return text
    return known_mistakes(homework, made_from)


def _made_from(homework: Homework) -> str:
    """Return a digest of all code that decides the content."""
    found = hashlib.sha256()
    paths = [Path(__file__), *((KIT / "assignment/engine" / f"{name}.py") for name in ENGINE)]
    paths += (path for pattern in CODE for path in sorted(homework.root.glob(pattern)))
    for path in paths:
        found.update(f"{path.name}\0{path.read_text(encoding='utf-8')}\0".encode())  # the same for all line ends
    return found.hexdigest()


def known_mistakes(homework: Homework, made_from: str) -> str:
    """Return the file as JSON: for each digest the mistakes, and for each code what students read."""
    answers: dict[str, list[Group]] = {}
    for task in homework.tasks:
        known = homework.right.mistakes.of(task.name)
        if known:
            for function in task.functions:
                answers |= _of_function(homework, task.name, known, function)
    texts: dict[str, str] = {}
    for code, entry in catalogue(homework).items():
        texts |= {code: entry.text()} | {f"{code}.{task}": entry.text(task) for task in entry.in_task}
    words = {code: {language: said(text, language) for language in LANGUAGES} for code, text in texts.items()}
    about = subjects(homework)
    tables: dict[str, Mapping[str, Any]] = {
        "answers": answers,
        "words": words,
        "subjects": {code: subject.name for code, subject in about.items()},
        "more": {subject.name: subject.text for subject in about.values()},
    }
    return "".join(["{", *map(_table, tables, tables.values()), f'"made_from": "{made_from}"', "}\n"])


def _table(name: str, table: Mapping[str, Any]) -> str:
    """Return a table as JSON with a line for each entry, so that a change shows what it changes."""
    entries = (f"{json.dumps(key)}: {json.dumps(table[key], ensure_ascii=False)}" for key in sorted(table))
    return f'"{name}": {{\n' + ",\n".join(entries) + "\n},\n"


def _of_function(homework: Homework, task: str, known: TaskMistakes, function: str) -> dict[str, list[Group]]:
    """Return the mistakes by the digest of the answers that they give; what explains more simply comes first."""
    asked = home.questions(homework, task, function, homework.right.reference)
    if not asked or function not in known.functions:
        return {}
    entries = catalogue(homework)
    found: dict[str, list[Group]] = {}
    for sets in _Believers(homework, known, function, asked).levels():
        for key, believed in sets.items():
            groups = [sorted(code for code in group if task in entries[code].tasks) for group in common(believed)]
            found.setdefault(key, [group for group in groups if group])
    return {key: groups for key, groups in found.items() if groups}


class _Believers:
    """Answers a function's questions as students would who hold wrong beliefs."""

    def __init__(self, homework: Homework, known: TaskMistakes, function: str, asked: list[Question]) -> None:
        self.known, self.function, self.asked = known, function, asked
        self.mistakes = homework.right.mistakes
        self._classes = classes_of(homework.right.reference, homework.records)
        self.answer, self.mark = cache(self._answer), cache(mark)

    def levels(self) -> Iterator[Sets]:
        """Yield the beliefs by digest: single ones, those in one branch only, several, and those in parts."""
        known, function = self.known, self.function
        switches = known.switches.get(function, ())
        yield self._whole([(frozenset({switch}), "") for switch in switches])
        tags = sorted(frozenset(chain.from_iterable(question.tags for question in self.asked)))
        yield self._whole([(frozenset({s}), tag) for tag in tags for s in switches if self._allowed(s, tag)])
        if known.in_pairs:
            yield self._whole([(frozenset(pair), "") for pair in pairs(switches, self.mistakes.alone)])
        for number, part in enumerate(known.parts.get(function, ())):
            yield from (self._part(number, part, places) for places in range(1, MOST_PLACES + 1))

    def _allowed(self, switch: str, tag: str) -> bool:
        return tag in self.mistakes.branches.get(code_of(switch), {tag})

    def _whole(self, believed: Iterable[Believed]) -> Sets:
        """Return beliefs by the digest of all answers."""
        pairs = (
            (on, [self.answer(on if tag in ("", *q.tags) else RIGHT, q) for q in self.asked]) for on, tag in believed
        )
        return self._by_digest(pairs, [self.answer(RIGHT, question) for question in self.asked], None)

    def _part(self, number: int, part: Part, places: int) -> Sets:
        """Return the beliefs in so many places of a part by the digest of what is seen of the answers there."""
        asked = [question for question in self.asked if part.look.asks(question)]

        def seen(on: On) -> list[Answer]:
            return [looked(part.look.at, self.answer(on, question)) for question in asked]

        chosen = (frozenset(on) for slots in combinations(part.slots, places) for on in product(*slots))
        return self._by_digest(((on, seen(on)) for on in chosen), seen(RIGHT), number)

    def _by_digest(self, answered: Iterable[tuple[On, list[Answer]]], right: list[Answer], part: int | None) -> Sets:
        sets: Sets = {}
        marks = [*map(self.mark, right)]
        hidden = digest(self.function, marks, part)
        for on, answers in answered:
            theirs = [*map(self.mark, answers)]
            wrong = any(a != b and not own.failed for a, b, own in zip(theirs, marks, answers, strict=True))
            found = digest(self.function, theirs, part)
            if wrong and found != hidden:
                sets.setdefault(found, []).append(on)
        return sets

    def _answer(self, on: On, question: Question) -> Answer:
        return computed(self.known.functions[self.function], on, *question.args, classes=self._classes)
