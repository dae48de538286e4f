"""Says what an instructor can do next, in at most three lines."""

from collections import Counter

from assignment.engine.language import _, said

from ..grading.result import Result
from ..mistakes.catalogue import title
from ..mistakes.finding import Group
from ..reports.gradescope import FOLDER as RESULTS
from ..reports.report import Context
from .report import CLASS, FOLDER, STUDENTS

NAMED = 3  # submissions in a line
TEACH = _("teach first: {what} ({n} of {all} students); then {send}")


class NextSteps:
    """Counts what the lines are about.

    Parameters
    ----------
    context : Context
    pages : bool
        Whether there are pages.
    """

    def __init__(self, context: Context, pages: bool) -> None:
        html = context.out / FOLDER
        self._context = context
        self._page = html / CLASS if pages else None
        self._students = html / STUDENTS if pages else context.out / RESULTS
        self._mistakes: Counter[Group] = Counter()
        self._number = 0
        self._faulty: list[str] = []
        self._to_look_at: list[str] = []

    def add(self, result: Result) -> None:
        """Count a result."""
        self._number += 1
        self._mistakes.update(result.mistakes)
        if result.faulty:
            self._faulty.append(result.submission)
        elif result.why or result.remarks or result.deduction:
            self._to_look_at.append(result.submission)

    def lines(self) -> list[str]:
        """Return the lines: what to open, which submissions to look at, and what to teach and to send."""
        if self._context.traffic_light or not self._number:
            return []
        texts = [_("look at the class: open {path}", path=str(self._page))] if self._page else []
        if self._faulty:
            texts.append(_("grade again, because the grader failed: {names}", names=_named(self._faulty)))
        elif self._to_look_at:
            texts.append(_("look at files that did not run or have a remark: {names}", names=_named(self._to_look_at)))
        send = _("send each student their file in {folder}", folder=str(self._students))
        if self._mistakes:
            code, count = min(self._mistakes.items(), key=lambda one: (-one[1], one[0]))
            what = title(self._context.homework, code[0], self._context.language)
            send = _(TEACH, what=what, n=count, all=self._number, send=send)
        return [f"{number}. {said(text, self._context.language)}" for number, text in enumerate([*texts, send], 1)]


def _named(submissions: list[str]) -> str:
    names = sorted(submissions)
    more = f" + {len(names) - NAMED}" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
