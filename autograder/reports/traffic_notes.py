"""Writes what each student is told before the deadline."""

from collections.abc import Iterable, Iterator

from assignment.engine.clean import log, terminal
from assignment.engine.language import _, said

from ..grading.result import Result
from ..mistakes.catalogue import advice
from ..mistakes.finding import Group
from .colours import MEANINGS, SIGNS, Light, lights
from .files import left_over, own_folder, write
from .repairs import lines as repaired
from .report import Context
from .sentences import BONUS, problem

FOLDER, SUFFIX = "traffic", ".txt"
MARK = "\ufeff"  # tells editors and browsers that the file is UTF-8
ABOUT = _(
    "Feedback before the deadline. This is not a grade. One colour sums up all checks of a task, also those that you "
    "do not have. Each task is judged with right versions of the functions it builds on, so a mistake in one task does "
    "not change the colour of another. Your own checks give more details. If they all pass and the colour is not "
    "green, try your function with other sizes and other values."
)
COLON = _(": ")
OUR_FAULT = _("No task could be judged. The grader failed, not your file.")


class TrafficNotes:
    """Writes ``traffic/<submission>.txt``, to be sent back: no points, no inputs, no values."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder = own_folder(context.out / FOLDER)
        self._written: set[str] = set()

    def add(self, result: Result) -> None:
        """Write the file of a result."""
        write(self._folder / f"{result.submission}{SUFFIX}", MARK + text(result, self._context))
        self._written.add(result.submission)

    def close(self) -> None:
        """Say what is for students, and list the files that an earlier run left."""
        theirs = _(
            "send students the files in {folder}, and nothing else: the journal beside it holds points",
            folder=self._folder,
        )
        for line in filter(None, (theirs, left_over(self._folder, SUFFIX, self._written))):
            text = log(said(line, self._context.language))
            self._context.console.print(text, highlight=False, markup=False, soft_wrap=True)


def text(result: Result, context: Context) -> str:
    """Return what a student is told: a colour, a sentence and the named mistakes for each task."""
    homework, language = context.homework, context.language
    parts = [log(result.submission), said(ABOUT, language)]
    if result.problem:
        parts.append(said(OUR_FAULT, language))
    elif result.why:
        why = said(_("No task could be judged: {why}", why=terminal(problem(result, language))), language)
        parts.append("\n".join((why, *_named(result.mistakes, context))))
    else:
        noted = (*(said(remark, language) for remark in result.noted), *repaired(result, homework, language, False))
        parts += ["\n".join(map(terminal, noted))] if noted else []
        parts += ["\n".join(_task(light, context)) for light in lights(result, homework)]
    return "\n\n".join(parts) + "\n"


def _task(light: Light, context: Context) -> list[str]:
    language = context.language
    colour, bonus, colon, meaning = (
        said(words, language) for words in (light.colour, BONUS, COLON, MEANINGS[light.colour])
    )
    task = f"{light.task.name}{bonus if light.task.bonus else ''}{colon}{light.task.goal[language]}"
    told = (meaning, *_named(light.mistakes, context, light.task.name))
    return [f"{SIGNS[light.colour]} {colour}  {task}", *(f"    {line}" for line in told)]


def _named(mistakes: Iterable[Group], context: Context, task: str = "") -> Iterator[str]:
    """Yield what is said about each mistake."""
    about = context.homework, context.language, task
    return filter(None, (advice(mistake, *about) for mistake in mistakes))
