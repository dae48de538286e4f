"""Writes the pages of a class: one for each student as results come, and one for the class at the end."""

from assignment.engine.clean import log

from ..grading.result import Result
from ..mistakes.finding import Group
from ..reports.files import left_over, own_folder, write
from ..reports.report import Context
from .class_page import class_page
from .entry import Entry, entry
from .student import student_page

FOLDER, STUDENTS, SUFFIX, CLASS = "html", "students", ".html", "index.html"


class Pages:
    """Writes ``html/index.html`` for the class and ``html/students/<submission>.html``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder = own_folder(context.out / FOLDER)
        self._students = own_folder(self._folder / STUDENTS)
        self._entries: dict[str, Entry] = {}
        self._examples: dict[Group, tuple[str, ...]] = {}

    def add(self, result: Result) -> None:
        """Write the page of a student, and keep what the class's page needs."""
        reasons = (result.why, *(verdict.why for verdict in result.verdicts.values()))
        lines = any(why and why.line for why in reasons)
        source = self._context.source(result.submission) if lines else ""
        text = student_page(result, self._context, source)
        write(self._students / f"{result.submission}{SUFFIX}", text)
        self._entries[result.submission] = entry(result, self._context)
        for finding in (finding for task in result.findings.values() for finding in task if finding.example):
            for group in finding.mistakes if len(finding.mistakes) == 1 else ():
                known = self._examples.get(group, finding.example)
                self._examples[group] = min(known, finding.example, key=lambda lines: (len(repr(lines)), lines))

    def close(self) -> None:
        """Write the page of the class, and list the pages that an earlier run left."""
        write(self._folder / CLASS, class_page([*self._entries.values()], self._examples, self._context))
        older = left_over(self._students, SUFFIX, self._entries)
        if older:
            self._context.console.print(log(older), highlight=False, markup=False, soft_wrap=True)
