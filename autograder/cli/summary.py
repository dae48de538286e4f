"""``summary``: print a gradebook as a Markdown table, for a job summary."""

import html
from collections.abc import Iterable
from pathlib import Path

import click
import pandas as pd

from ..reports.clean import clean

MAX_ROWS = 500
SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]#|~!@"})


@click.command()
@click.argument("grades", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def summary(grades: Path) -> None:
    """Print GRADES, a grades.csv, as a Markdown table."""
    click.echo(markdown(grades), nl=False)


def markdown(path: Path) -> str:
    """Return Markdown for a grades.csv; names and notes are escaped, so that they stay plain text."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    lines = [_row(map(_escape, table.columns)), _row("---" for _ in table.columns)]
    lines += [_row(map(_escape, row)) for row in table.head(MAX_ROWS).itertuples(index=False)]
    if len(table) > MAX_ROWS:
        lines.append(f"\n... and {len(table) - MAX_ROWS} more rows in grades.csv")
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return html.escape(" ".join(clean(text, 200).split()), quote=False).translate(SPECIAL)
