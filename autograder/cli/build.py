"""``assignment``, ``release`` and ``otter``: build the files for students and for other graders."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assignment.engine.clean import log
from assignment.engine.homework import Homework

from ..release import build, otter_zip
from .common import CREDITED, FAULT, HOMEWORK, LANGUAGE, NO_RESCUE, RESCUE_COST, SALT, stop

SHOWN = 100  # characters


@click.command()
@HOMEWORK
@click.option("--check", is_flag=True, help="Only list files that are out of date; exit 1 if there are any.")
def assignment(homework: Homework, check: bool) -> None:
    """Generate the students' files from solutions/ and the checks."""
    with _failures():
        paths = build.drifted(homework) if check else build.write(homework)
        texts = build.untranslated(homework)
    for path in paths:
        click.echo(f"{'drifted' if check else 'written'}: {path}")
    if texts:
        click.echo(f"{len(texts)} texts are not translated, such as {log(texts[0], SHOWN)}")
    if check and paths:
        raise click.exceptions.Exit(FAULT)


@click.command()
@HOMEWORK
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("dist/assignment.zip"))
def release(homework: Homework, out: Path) -> None:
    """Zip the assignment for students."""
    with _failures():
        build.release(homework, out)
    click.echo(f"written: {out}")


@click.command()
@HOMEWORK
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("dist/autograder.zip"))
@SALT
@CREDITED
@RESCUE_COST
@NO_RESCUE
@LANGUAGE
def otter(
    homework: Homework, out: Path, salt: str, credited: bool, rescue_cost: int, no_rescue: bool, language: str
) -> None:
    """Build the zip for `otter run` and Gradescope, for trusted files (needs the extra "otter").

    It holds the course's salt.
    """
    with _failures():
        otter_zip.build(homework, out, salt, credited, language, None if no_rescue else rescue_cost)
    click.echo(f"written: {out}")


@contextmanager
def _failures() -> Iterator[None]:
    """Turn an error in a source file, or a missing tool, into a sentence."""
    try:
        yield
    except (ValueError, build.ToolMissing) as error:
        raise stop(str(error)) from None
