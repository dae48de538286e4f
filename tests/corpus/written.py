"""Files of ``corpus/mistakes`` and ``corpus/pairs``: one student's own version of the functions that are wrong.

Two comment lines at the top say what is wrong and where; the rest of the submission is right.
"""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Written:
    """A wrong submission as a student would write it.

    Parameters
    ----------
    name : str
    codes, tasks : tuple of str
        What is wrong, and the tasks that lose points for it.
    text : str
        The functions, with whatever they need.
    """

    name: str
    codes: tuple[str, ...]
    tasks: tuple[str, ...]
    text: str

    def submission(self, reference: str) -> str:
        """A whole file: later definitions take the place of earlier ones."""
        return f"{reference}\n\n{self.text}"


def written(folder: str) -> list[Written]:
    """All files of a folder; ValueError if one does not say what is wrong with it."""
    return [_read(path) for path in sorted((HERE / folder).glob("*.py"))]


def _read(path: Path) -> Written:
    text = path.read_text(encoding="utf-8")
    names, tasks, *_ = text.splitlines()
    if not names.startswith("# names: ") or not tasks.startswith(("# task: ", "# tasks: ")):
        raise ValueError(f"{path.name} does not begin with its names and tasks")
    return Written(path.stem, _items(names), _items(tasks), text)


def _items(line: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in line.partition(": ")[2].split(","))
