"""The notebook with the reference's pictures: ``python -m autograder.release.executed``."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from ..grading import REFERENCE
from ..sandbox.zygotes import ROOT
from .notebook import homework

TARGET = ROOT / "solutions" / "homework.ipynb"
SECONDS = 300


def executed(source: bytes) -> nbformat.NotebookNode:
    """The notebook, run from start to end in a copy of the assignment.

    Parameters
    ----------
    source : bytes
        Content of ``neural_network.py``.
    """
    notebook = nbformat.reads(homework(), as_version=4)
    metadata = json.loads(json.dumps(notebook.metadata))
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "assignment"
        shutil.copytree(ROOT / "assignment", desk, ignore=shutil.ignore_patterns("__pycache__", ".*", "*.ipynb"))
        (desk / "neural_network.py").write_bytes(source)
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(desk)}},
        )
        client.execute()
    notebook.metadata = nbformat.from_dict(metadata)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):  # Otter draws the picture after "passed!" by lot
                output.data["text/html"] = re.sub(r"passed! \S+</p>", "passed!</p>", output.data["text/html"])
    return notebook


def main() -> None:
    """Write ``solutions/homework.ipynb``."""
    TARGET.write_text(nbformat.writes(executed(REFERENCE.read_bytes()), indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
