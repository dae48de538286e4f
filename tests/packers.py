"""Packs a class as platforms do, for tests."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from assignment.engine.homework import KIT

from .class_files import zipped

FILENAME = "neural_network.py"
Files = dict[str, str | bytes]


@dataclass(frozen=True)
class Member:
    """A student of the demo class, with what platforms add."""

    folder: str
    text: bytes

    @property
    def number(self) -> int:
        return int(self.folder[-2:])

    @property
    def id(self) -> str:
        return f"22011100{self.number:02}"

    @property
    def login(self) -> str:
        return f"student{self.number:02}"

    @property
    def name(self) -> str:
        return f"Student {'ABCDEFGHIJKL'[self.number - 1]}"


def members() -> list[Member]:
    """Return the students of the demo class."""
    folders = sorted(path for path in (KIT / "data" / "demo_class").iterdir() if path.is_dir())
    return [Member(path.name, (path / FILENAME).read_bytes()) for path in folders]


def canvas(who: list[Member]) -> Files:
    return {f"student{one.name[-1].lower()}_{one.id}_9{one.number:05}_{FILENAME}": one.text for one in who}


def moodle(who: list[Member]) -> Files:
    return {f"{one.name}_{one.id}_assignsubmission_file_/{FILENAME}": one.text for one in who}


def moodle_flat(who: list[Member]) -> Files:
    return {f"{one.name}_{one.id}_assignsubmission_file_{FILENAME}": one.text for one in who}


def gradescope(who: list[Member]) -> Files:
    entries = {
        f"submission_{one.number}": {
            ":submitters": [{":name": one.name, ":sid": one.id, ":email": f"{one.login}@example.edu"}],
            ":created_at": "2026-11-01 23:58:00 Z",
        }
        for one in who
    }
    files: Files = {f"assignment_1_export/submission_{one.number}/{FILENAME}": one.text for one in who}
    return {"assignment_1_export/submission_metadata.yml": json.dumps(entries), **files}


def blackboard(who: list[Member]) -> Files:
    files: Files = {}
    for one in who:
        head = f"Homework 3_{one.id}_attempt_2026-11-01-10-00-{one.number:02}"
        files[f"{head}_{FILENAME}"] = one.text
        files[f"{head}.txt"] = f"Name: {one.name} ({one.id})\nAssignment: Homework 3\n"
    return files


def brightspace(who: list[Member]) -> Files:
    files: Files = {f"{one.id}-77 - {one.name} - Sep 24, 2024 926 PM/{FILENAME}": one.text for one in who}
    return {"index.html": "<p>", **files}


def github(who: list[Member]) -> Files:
    starter = {path.name: path.read_bytes() for path in (KIT / "assignment").iterdir() if path.suffix in (".py", ".md")}
    files: Files = {}
    for one in who:
        files |= {f"homework-{one.id}/{name}": text for name, text in starter.items()}
        files |= {f"homework-{one.id}/.git/HEAD": "ref: refs/heads/main\n", f"homework-{one.id}/{FILENAME}": one.text}
    return files


def nbgrader(who: list[Member]) -> Files:
    return {f"submitted/{one.id}/hw3/{FILENAME}": one.text for one in who}


def ilias(who: list[Member]) -> Files:
    folders = {one: f"HW3/Abgaben/{one.name[-1]}_Student_{one.id}_5{one.number}" for one in who}
    return {"HW3/HW3.xlsx": "", **{f"{folders[one]}/20261101101500_{FILENAME}": one.text for one in who}}


def sakai(who: list[Member]) -> Files:
    return {f"HW3/{one.name[-1]}, Student({one.id})/Submission attachment(s)/{FILENAME}": one.text for one in who}


def versions(who: list[Member]) -> Files:
    files: Files = {f"submissions/{one.id}/2/{FILENAME}": one.text for one in who}
    return {**files, **{f"submissions/{one.id}/1/{FILENAME}": "x = 1\n" for one in who}}


def zips(who: list[Member]) -> Files:
    return {f"{one.id}-{one.name}.zip": zipped({f"work/{FILENAME}": one.text}) for one in who}


def sections(who: list[Member]) -> Files:
    return {f"section{one.number % 2}/{one.id} {one.name}/{FILENAME}": one.text for one in who}


PACKERS: dict[str, Callable[[list[Member]], Files]] = {
    made.__name__: made
    for made in (
        *(canvas, moodle, moodle_flat, gradescope, blackboard, brightspace, github, nbgrader, ilias, sakai),
        *(versions, zips, sections),
    )
}
