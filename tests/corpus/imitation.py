"""Files of ``corpus/imitations``: answers that look right to a check, without what the task is about.

The first line says what each task may earn, from the least to the most, and the second what the file does. ``all`` stands
for a whole submission, in which everything else is unwritten; in the others, the rest is right.
"""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "imitations"
ALL = "all"


@dataclass(frozen=True)
class Imitation:
    """A file of imitations.

    Parameters
    ----------
    name : str
    earns : dict of task to (least, most)
        Points; the task ``all`` stands for the whole.
    text : str
        The functions, with whatever they need.
    """

    name: str
    earns: dict[str, tuple[float, float]]
    text: str

    def submission(self, reference: str, stub: str) -> str:
        """A whole file: later definitions take the place of earlier ones."""
        return f"{stub if ALL in self.earns else reference}\n\n{self.text}"


def imitations() -> list[Imitation]:
    """All files; ValueError if one does not say what it may earn."""
    return [_read(path) for path in sorted(HERE.glob("*.py"))]


def _read(path: Path) -> Imitation:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    ranges = re.findall(r"(\w+) ([\d.]+)-([\d.]+)", first)
    if not first.startswith("# earns: ") or not ranges:
        raise ValueError(f"{path.name} does not begin with what it may earn")
    return Imitation(path.stem, {task: (float(least), float(most)) for task, least, most in ranges}, text)
