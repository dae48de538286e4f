"""``merge``: combine the parts of a class that were graded with ``--shard``."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assignment.engine.homework import Homework

from ..pages import PAGES
from ..reports import REPORTS, Context, ignored
from ..run.foreign import ForeignJournal
from ..run.parts import missing
from ..run.under_way import UNDER_WAY
from .common import FAULT, HOMEWORK, LANGUAGE, NO_HTML, OUT, SHOW_COUNTEREXAMPLES, stop
from .reporter import Reporter, failures, terminal


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@OUT
@HOMEWORK
@LANGUAGE
@SHOW_COUNTEREXAMPLES
@NO_HTML
def merge(
    parts: tuple[Path, ...], out: Path, homework: Homework, language: str, show_counterexamples: bool, html: bool
) -> None:
    """Combine PARTS, the output folders of runs with --shard.

    A part may come from another machine: nothing is written there. If one of them is not what --shard makes, no report
    is written.
    """
    if out.resolve() in [part.resolve() for part in parts]:
        raise stop(f"{out} is one of the parts: choose another --out")
    with failures(language), _private(out) as private:
        with UNDER_WAY.doing("reading the parts"):
            journals = [ForeignJournal(part, homework, private / str(i)) for i, part in enumerate(parts)]
            left = missing(journals)
        if left == journals[0].size:
            raise stop("there is nothing to merge: the parts are empty")
        context = Context(out, homework, language, show_counterexamples, console=terminal())
        reporter = Reporter(context, (*REPORTS, *PAGES) if html else REPORTS)
        merged = (result for journal in journals for _, result in journal.results())
        with UNDER_WAY.doing("merging") as tell:
            for number, result in enumerate(merged, 1):
                reporter.add(result)
                tell(f"{number} results")
        reporter.close(*ignored.merged(parts, context))
    if left:
        raise stop(f"{left} submissions are in no part: is a shard missing?", FAULT)


@contextmanager
def _private(out: Path) -> Iterator[Path]:
    """Make the output folder, and in it one for copies of the parts, which is removed at the end."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".merge-", dir=out) as folder:
        yield Path(folder)
