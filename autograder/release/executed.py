"""Executes the notebook with the reference: ``python -m autograder.release.executed``."""

import re
import tempfile
from pathlib import Path

import click
import nbformat
from nbclient import NotebookClient

from assignment.engine.homework import KIT, Homework, load

from . import build

SECONDS = 300


def target(homework: Homework) -> Path:
    """Return the path of the executed notebook."""
    return homework.root / "solutions" / "homework.ipynb"


def executed(homework: Homework, source: bytes, name: str = build.STUDENTS_NOTEBOOK) -> nbformat.NotebookNode:
    """Run the notebook from start to end in a folder with the files that students get, and return it.

    Parameters
    ----------
    homework : Homework
    source : bytes
        Content of the file that a student writes.
    name : str
        Which of the notebooks.
    """
    files = build.contents(homework)
    notebook = nbformat.reads(files[name].decode(), as_version=4)
    metadata = notebook.metadata.copy()
    with tempfile.TemporaryDirectory() as folder:
        for file, content in (files | {homework.filename: source}).items():
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": folder}},
        )
        client.execute()
    notebook.metadata = metadata
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):  # Otter chooses the emoji after "passed!" at random
                output.data["text/html"] = re.sub(r"passed! \S+</p>", "passed!</p>", output.data["text/html"])
    return notebook


@click.command()
@click.option("--homework", "folder", type=click.Path(path_type=Path, file_okay=False), default=KIT, show_default=True)
def main(folder: Path) -> None:
    """Write ``solutions/homework.ipynb``."""
    homework = load(folder, solutions=True)
    if not (homework.root / build.NOTEBOOK).is_file():
        raise click.ClickException(f"this homework has no notebook: there is no {build.NOTEBOOK} in {homework.root}")
    path = target(homework)
    notebook = executed(homework, homework.right.source.read_bytes())
    path.write_text(nbformat.writes(notebook, indent=1) + "\n", encoding="utf-8")
    click.echo(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
