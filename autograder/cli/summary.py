"""``summary``: print a gradebook as a Markdown table, for a job summary."""

from collections.abc import Iterable
from pathlib import Path

import click
import pandas as pd

from assignment.engine import clean

MAX_ROWS, MAX_WIDTH = 500, 200


@click.command()
@click.argument("grades", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def summary(grades: Path) -> None:
    """Print GRADES, a grades.csv, as a Markdown table."""
    click.echo(markdown(grades), nl=False)


def markdown(path: Path) -> str:
    """Return Markdown for a grades.csv; names and notes are escaped, so that they stay plain text."""
    table = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    lines = [_row(table.columns), f"|{' --- |' * len(table.columns)}"]
    lines += map(_row, table.head(MAX_ROWS).itertuples(index=False))
    if len(table) > MAX_ROWS:
        lines.append(f"\n... and {len(table) - MAX_ROWS} more rows in grades.csv")
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(clean.markdown(text, MAX_WIDTH) for text in cells)} |"
