"""``grade``: the options, and what can be refused before anything slow is imported."""

from pathlib import Path
from typing import Any

import click

from assignment.engine.homework import KIT, Homework

from ..run.processors import processors
from ..run.settings import Settings
from ..run.under_way import UNDER_WAY
from ..sandbox.client.server import started
from ..sandbox.layers import doctor
from .common import (
    CREDITED,
    HOMEWORK,
    LANGUAGE,
    NO_HTML,
    NO_RESCUE,
    OUT,
    RESCUE_COST,
    SALT,
    SHOW_COUNTEREXAMPLES,
    complain,
    stop,
)
from .hand_ins import Asked, asked, found, only


class Shard(click.ParamType):
    """``2/5``: the second of five parts."""

    name = "I/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the part and the number of parts."""
        if isinstance(value, tuple):
            return value
        part, _, parts = str(value).partition("/")
        if not (part.isascii() and part.isdecimal() and parts.isascii() and parts.isdecimal()):
            self.fail(f"{value!r} is not of the form 2/5", param, ctx)
        if not 1 <= int(part) <= int(parts):
            self.fail(f"{value!r}: the first number counts from 1 to the second", param, ctx)
        return int(part), int(parts)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@OUT
@asked
@HOMEWORK
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=lambda: len(processors()),
    help="Submissions graded at the same time.",
)
@click.option("--task", metavar="NAME", help="Judge one task only.")
@SALT
@CREDITED
@RESCUE_COST
@NO_RESCUE
@LANGUAGE
@SHOW_COUNTEREXAMPLES
@click.option(
    "--traffic-light",
    is_flag=True,
    help="Before the deadline: write a colour for each task and the names of mistakes, but no points.",
)
@NO_HTML
@click.option("--fresh", is_flag=True, help="Grade all again, and ignore earlier results.")
@click.option("--shard", type=Shard(), default="1/1", help="I/N: every N-th submission from the I-th on; see merge.")
@click.option("--scheduler", default="", help='A Dask scheduler\'s address, or "local" (needs the extra "dask").')
@click.option(
    "--i-trust-these-submissions", "trusted", is_flag=True, help="Run without isolation; results say NOT ISOLATED."
)
@click.option(
    "--no-cache", "cache", flag_value=False, default=True, help="Compute all right answers anew, and keep none on disk."
)
def grade(
    path: Path,
    out: Path,
    asked: Asked,
    homework: Homework,
    jobs: int,
    task: str | None,
    salt: str,
    credited: bool,
    rescue_cost: int,
    no_rescue: bool,
    language: str,
    show_counterexamples: bool,
    traffic_light: bool,
    html: bool,
    fresh: bool,
    shard: tuple[int, int],
    scheduler: str,
    trusted: bool,
    cache: bool,
) -> None:
    """Grade PATH: a folder of submissions, a zip file of it, or one file.

    Writes OUT/grades.csv, OUT/results/<submission>.json and pages into OUT/html; with --traffic-light,
    OUT/traffic.csv and OUT/traffic/<submission>.txt in their place. Results of an earlier run in
    OUT/journal.sqlite are not graded again: repeat the same command after an interruption, a correction or a
    late submission.
    """
    _refuse_unknown_task(task, homework)
    if traffic_light and show_counterexamples:
        raise stop("--traffic-light shows no example: leave out --show-counterexamples")
    if asked.only and (fresh or shard != (1, 1)):
        raise stop("--only grades one submission and keeps the others: leave out --fresh and --shard")
    class_ = found(path, out, homework, asked, language)
    again = only(class_.submissions, asked.only, language) if asked.only else None
    if not trusted:
        _refuse_without_isolation(homework)
    folder, cost = None if homework.root == KIT else homework.root, None if no_rescue else rescue_cost
    settings = Settings(salt, task, not trusted, folder, credited, cost, cache)
    part, parts = shard
    maybe_nothing = scheduler or (any(out.iterdir()) and not fresh)
    number = 0 if maybe_nothing else min(jobs, len(class_.submissions[part - 1 :: parts]))
    with started(homework, settings.isolated, number) as waiting:
        with UNDER_WAY.doing("loading the grader"):
            from .grade_class import grade_class  # takes long to import; meanwhile the servers start

        executor = jobs, scheduler, waiting
        shown = language, show_counterexamples, traffic_light, html
        grade_class(class_, again, shard, settings, executor, out, fresh, *shown)


def _refuse_unknown_task(task: str | None, homework: Homework) -> None:
    names = [known.name for known in homework.tasks]
    if task is not None and task not in names:
        raise stop(f"there is no task {task!r}; the tasks are {', '.join(names)}")


def _refuse_without_isolation(homework: Homework) -> None:
    """End with 2 if a required layer of the sandbox is missing."""
    with UNDER_WAY.doing("trying the sandbox"):
        missing = doctor.missing(homework)
    for trial in missing:
        complain(f"{trial.layer.name} does not work here ({trial.problem}); needed: {trial.layer.remedy}")
    if missing:
        raise stop("`python -m autograder doctor` shows all layers; --i-trust-these-submissions grades without them")
