"""``assignment``, ``release`` and ``otter``: build what students and other graders get."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assignment.engine.homework import Homework

from ..release import build, otter_zip
from .common import FAULT, HOMEWORK, SALT, stop


@click.command()
@HOMEWORK
@click.option("--check", is_flag=True, help="Only tell what has drifted; exit 1 if anything has.")
def assignment(homework: Homework, check: bool) -> None:
    """Generate the students' files from solutions/ and the checks."""
    with _failures():
        paths = build.drifted(homework) if check else build.write(homework)
    for path in paths:
        click.echo(f"{'drifted' if check else 'written'}: {path}")
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
def otter(homework: Homework, out: Path, salt: str) -> None:
    """Build the zip for `otter run` and Gradescope, with the course's salt in it (needs the extra "otter")."""
    with _failures():
        otter_zip.build(homework, out, salt)
    click.echo(f"written: {out}")


@contextmanager
def _failures() -> Iterator[None]:
    """Turn what may be wrong with a source, or missing here, into a sentence."""
    try:
        yield
    except (ValueError, build.ToolMissing) as error:
        raise stop(str(error)) from None
