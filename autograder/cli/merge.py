"""``merge``: combine the parts of a class that were graded with ``--shard``."""

from pathlib import Path

import click

from assignment.engine.homework import Homework

from ..reports import Context
from ..run import journal as journals
from ..run.journal import Journal
from .common import FAULT, HOMEWORK, LANGUAGE, OUT, SHOW_COUNTEREXAMPLES, Reporter, failures, stop, terminal


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@OUT
@HOMEWORK
@LANGUAGE
@SHOW_COUNTEREXAMPLES
def merge(parts: tuple[Path, ...], out: Path, homework: Homework, language: str, show_counterexamples: bool) -> None:
    """Combine PARTS, the output folders of runs with --shard."""
    if out.resolve() in [part.resolve() for part in parts]:
        raise stop(f"{out} is one of the parts: choose another --out")
    with failures():
        out.mkdir(parents=True, exist_ok=True)
        reporter = Reporter(Context(out, homework, language, show_counterexamples, terminal()))
        names: dict[int, str] = {}  # of the submissions, by position in the class
        common: dict[str, str] = {}
        for part in parts:
            _add(part, homework, reporter, names, common)
        if not names:
            raise stop("there is nothing to merge: the parts are empty")
        missing = max(names) + 1 - len(names)
        reporter.close()
    if missing:
        raise stop(f"{missing} submissions are in no part: is a shard missing?", FAULT)


def _add(part: Path, homework: Homework, reporter: Reporter, names: dict[int, str], common: dict[str, str]) -> None:
    """Report a part; stop if it does not belong to the others."""
    if not (part / journals.FILE).is_file():
        raise stop(f"{part} holds no {journals.FILE}: it is not the --out of a run")
    with Journal(part, homework) as journal:
        theirs = journal.settings()
        others = [name for name, value in theirs.items() if common.setdefault(name, value) != value]
        if others:
            problem = f"{part} was graded with another {' and another '.join(others)} than the parts before"
            raise stop(f"{problem}: grade all parts with the same settings")
        for position, result in journal.results():
            if names.setdefault(position, result.submission) != result.submission:
                raise stop(f"{part} and another part come from different classes: {result.submission}")
            reporter.add(result)
