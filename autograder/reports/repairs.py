"""Says what was repaired in a file, and what of a notebook was left out."""

from collections.abc import Sequence

from assignment.engine.homework import Homework
from assignment.engine.language import _, joined, said
from assignment.engine.report import points

from ..grading.result import Result
from ..rescue.repair import IMPORTS, LINES, Kind, Repair

LIBRARY = _("Python's standard library")
IN_ROW = 3  # repairs that are named in the gradebook
NOT_ALLOWED = _("the import of {text} was left out: only {allowed} may be imported")
NEEDED = _("the import of {text} was left out: only {allowed} may be imported; functions fail where they use {detail}")
SENTENCES = {
    Kind.NOTEBOOK_LINE: _("{text} was left out: only a notebook understands it"),
    Kind.EXPERIMENT: _("{text} was left out as an experiment: none of the functions needs it"),
    Kind.NOTEBOOK_IMPORT: NOT_ALLOWED,
    Kind.END_MARK: _("Ctrl-Z at the end of the file was left out"),
    Kind.FENCE: _("the line that marks a block of code in Markdown was left out"),
    Kind.PROMPT: _("the prompt of the interactive Python was left out"),
    Kind.CONFLICT: _(
        "of two versions that a merge left there, the first one was kept: choose one and delete the marks"
    ),
    Kind.MAGIC: _("{text} was left out: this line belongs to a notebook"),
    Kind.CHARACTER: _("{found} was replaced by {plain}"),
    Kind.INVISIBLE: _("an invisible character ({text}) was replaced by a space or left out"),
    Kind.QUOTE: _("typographic quotes were replaced by plain ones"),
    Kind.TAB: _("tabs among spaces were replaced by spaces"),
    Kind.RAW: _(r"a string with backslashes was read as it is written: write r'C:\...' for a path"),
    Kind.FUNCTION: _("the function {text} was left out, because Python cannot read it: correct its syntax"),
    Kind.UNPARSED: _("{text} was left out, because Python cannot read it"),
    Kind.IMPORT: NOT_ALLOWED,
    Kind.ALIAS: _("np. was left out before the name of a type: NumPy has no np.float and the like any more"),
    Kind.DECORATOR: _("{text} was left out, because it raised {detail}"),
    Kind.DEFINITION: _("the function {text} was left out, because its first lines raised {detail}"),
    Kind.FILE: _("{text} was left out: grading has no other files than those of the homework, and none can be written"),
    Kind.INPUT: _("{text} was left out: nobody can type anything while a file is graded"),
    Kind.EXIT: _("{text} was left out: it ends Python"),
    Kind.UNWRITTEN: _("{text} was left out: it calls a function that is not written yet"),
    Kind.SLOW: _("{text} was left out as an experiment: the file took more than {seconds:g} s to load"),
    Kind.MANY: _("{text} was left out as an experiment: too many of them cannot be executed"),
    Kind.FAILED: _("{text} was left out, because it raised {detail}"),
}


REPAIRED = _("The file could not be loaded as it stands, so it was repaired. That costs {points} points:")
TO_BE_REPAIRED = _("The file cannot be loaded as it stands. This was repaired, and will cost points if you leave it:")
NOTEBOOK = _("The code cells of the notebook are one file, in which lines are counted from the first cell on; without:")


def summary(result: Result, homework: Homework, language: str, graded: bool = True) -> str:
    """Return what a table says about repairs; empty if there were none. Before the deadline it tells no points."""
    repairs = _costly(result)
    if not repairs:
        return ""
    first = [_line(repair, homework) for repair in repairs[:IN_ROW]]
    more = [_("{number} more", number=len(repairs) - IN_ROW)] if len(repairs) > IN_ROW else []
    what = joined(_("; "), [*first, *more])
    if graded:
        return said(_("repaired, {points} points off: {what}", points=points(result.deduction), what=what), language)
    return said(_("repaired: {what}", what=what), language)


def lines(result: Result, homework: Homework, language: str, graded: bool = True) -> list[str]:
    """Return what the student reads: what was repaired at which cost, and what of a notebook was left out."""
    if result.rescue is None:
        return []
    costly, free = _costly(result), [one for one in result.rescue.repairs if not one.kind.costs]
    texts = []
    if costly:
        texts += [_(REPAIRED, points=points(result.deduction)) if graded else TO_BE_REPAIRED]
        texts += [_line(repair, homework) for repair in costly]
    if free:
        texts += [NOTEBOOK, *(_line(repair, homework) for repair in free)]
    return [said(text, language) for text in texts]


def _costly(result: Result) -> Sequence[Repair]:
    return [one for one in result.rescue.repairs if one.kind.costs] if result.rescue else []


def _line(repair: Repair, homework: Homework) -> str:
    """Return one repair with its lines."""
    numbers = [str(line) for line in repair.lines[:LINES]] + (["..."] if len(repair.lines) > LINES else [])
    found, _space, plain = repair.text.partition(" ")
    what = _(
        NEEDED if repair.kind in IMPORTS and repair.detail else SENTENCES[repair.kind],
        text=repair.text,
        found=found,
        plain=plain,
        detail=repair.detail,
        allowed=_allowed(homework),
        seconds=homework.limits.load_seconds,
    )
    if len(numbers) == 1:
        return _("line {number}: {what}", number=numbers[0], what=what)
    return _("lines {numbers}: {what}", numbers=joined(", ", numbers), what=what)


def _allowed(homework: Homework) -> str:
    """Return what a submission may import."""
    *others, last = LIBRARY, *homework.imports
    return _("{others} and {last}", others=joined(", ", others), last=last) if others else LIBRARY
