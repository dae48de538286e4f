"""Notes that texts were compared with today's English ones: ``python -m autograder.release.looked_at CELL ...``."""

from pathlib import Path

import click

from assignment.engine.homework import KIT

from .build import NOTEBOOK, TRANSLATED_NOTEBOOKS
from .notebook import looked_at, stale


@click.command()
@click.argument("cells", nargs=-1)
@click.option("--homework", "folder", type=click.Path(path_type=Path, file_okay=False), default=KIT, show_default=True)
def main(cells: tuple[str, ...], folder: Path) -> None:
    """Note for each of these CELLS that its translation was compared with the English text; list the others."""
    source = (folder / NOTEBOOK).read_text(encoding="utf-8")
    for name, _ in TRANSLATED_NOTEBOOKS.values():
        path = folder / name
        text = path.read_text(encoding="utf-8")
        if unknown := set(cells) - set(stale(source, text)):
            raise click.ClickException(f"{name}: the English text has not changed in {', '.join(sorted(unknown))}")
        text = looked_at(source, text, cells)
        path.write_text(text, encoding="utf-8")
        click.echo(f"{name}: still to be compared: {', '.join(stale(source, text)) or 'none'}")


if __name__ == "__main__":
    main()
