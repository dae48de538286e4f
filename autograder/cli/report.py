"""``report``: write the pages again, from the journal of a run."""

from pathlib import Path

import click

from assignment.engine.homework import Homework
from assignment.engine.language import said

from ..intake.place import NotReadable, Unusable
from ..pages import PAGES
from ..reports import Context
from ..run.journal import FILE, Journal
from ..run.under_way import UNDER_WAY
from .common import FAULT, HOMEWORK, LANGUAGE, SHOW_COUNTEREXAMPLES, stop
from .hand_ins import OPTIONS, Asked, hand_ins
from .reporter import Reporter, failures, sources, terminal


@click.command()
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@HOMEWORK
@LANGUAGE
@SHOW_COUNTEREXAMPLES
@click.option(
    "--submissions",
    type=click.Path(path_type=Path, exists=True),
    help="The class that was graded, with the options that it needed: then students see lines of their own code, too.",
)
@OPTIONS[0]
@OPTIONS[1]
@OPTIONS[2]
def report(
    out: Path,
    homework: Homework,
    language: str,
    show_counterexamples: bool,
    submissions: Path | None,
    source: str | None,
    names: str,
    roster: Path | None,
) -> None:
    """Write the pages of OUT, the output folder of a run, again: OUT/html. Nothing is graded."""
    if not (out / FILE).is_file():
        raise stop(f"{out} holds no {FILE}: give the --out of grade; for a merged class, give merge again")
    try:
        asked = Asked(source or "", names, roster, "")
        found = hand_ins(submissions, homework, asked).submissions if submissions else []
    except (Unusable, NotReadable, ValueError) as error:
        raise stop(said(error.args[0], language)) from None
    except OSError as error:
        raise stop(str(error)) from None
    with failures(language):
        context = Context(out, homework, language, show_counterexamples, console=terminal(), source=sources(found))
        with Journal(out, homework) as journal:
            title = journal.settings().get("homework", homework.title)
            if title != homework.title:
                raise stop(f'{out} was graded for another homework, "{title}": give it with --homework')
            reporter = Reporter(context, PAGES)
            left = len(journal.submissions())
            with UNDER_WAY.doing("writing the pages") as tell:
                for number, result in enumerate(journal.results(), 1):
                    reporter.add(result)
                    left -= 1
                    tell(f"{number} results")
        reporter.close()
    if left:
        raise stop(f"{left} results were not written by this version of the kit: grade again", FAULT)
