"""Writes what each student is told before the deadline."""

from assignment.engine.clean import log, terminal

from ..grading.result import Result
from ..mistakes.catalogue import advice
from .colours import MEANINGS, SIGNS, WORDS, Light, lights
from .files import left_over, own_folder, write
from .report import Context
from .sentences import problem

FOLDER, SUFFIX = "traffic", ".txt"
MARK = "\ufeff"  # tells editors and browsers that the file is UTF-8
ABOUT = {
    "en": "Feedback on {} before the deadline. This is not a grade. One colour sums up all checks of a task, also "
    "those that you do not have. Each task is judged with right versions of the functions it builds on, so a mistake "
    "in one task does not change the colour of another. Your own checks give more details. If they all pass and the "
    "colour is not green, try your function with other sizes and other values.",
    "zh": "截止日期之前对 {} 的反馈。这不是成绩。一种颜色概括一项任务的全部检查，包括你手里没有的检查。评判每项任务时，"
    "它所依赖的函数都用正确的版本，所以一项任务中的错误不会改变另一项任务的颜色。你手里的检查会给出更多细节。"
    "如果它们全部通过而颜色不是绿色，请换一些大小和数值来试你的函数。",
}
BONUS = {"en": " (bonus)", "zh": "（附加）"}
COLON = {"en": ": ", "zh": "："}
NOTHING = {"en": "No task could be judged: ", "zh": "没有一项任务能够评判："}
OUR_FAULT = {
    "en": "No task could be judged. The grader failed, not your file.",
    "zh": "没有一项任务能够评判。出错的是评分程序，不是你的文件。",
}


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
        theirs = f"send students the files in {self._folder}, and nothing else: the journal beside it holds points"
        for line in filter(None, (theirs, left_over(self._folder, SUFFIX, self._written))):
            self._context.console.print(log(line), highlight=False, markup=False, soft_wrap=True)


def text(result: Result, context: Context) -> str:
    """Return what a student is told: a colour, a sentence and the named mistakes for each task."""
    homework, language = context.homework, context.language
    parts = [log(result.submission), ABOUT[language].format(homework.filename)]
    if result.problem:
        parts.append(OUR_FAULT[language])
    elif result.why:
        named = (advice(homework, mistake, language) for mistake in result.mistakes)
        parts.append("\n".join((NOTHING[language] + terminal(problem(result, language)), *filter(None, named))))
    else:
        parts += ["\n".join(_task(light, context)) for light in lights(result, homework)]
    return "\n\n".join(parts) + "\n"


def _task(light: Light, context: Context) -> list[str]:
    task, colour, language = light.task, light.colour, context.language
    bonus = BONUS[language] if task.bonus else ""
    head = f"{SIGNS[colour]} {WORDS[colour][language]}  {task.name}{bonus}{COLON[language]}{task.goal[language]}"
    named = (advice(context.homework, mistake, language) for mistake in light.mistakes)
    return [head, *(f"    {line}" for line in (MEANINGS[colour][language], *filter(None, named)))]
