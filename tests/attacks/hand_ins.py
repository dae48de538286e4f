"""Builds the class that both runners grade: three honest submissions among the attacks."""

import shutil
from collections.abc import Callable
from pathlib import Path

from assignment.engine.homework import KIT

from ..corpus import intake
from .evidence import swollen
from .scene import Scene
from .table import ATTACKS, files

HONEST = {"honest_right": "student-01", "honest_partly": "student-07", "honest_unfinished": "student-04"}


def prepare(
    base: Path, size: int, result: Callable[[str], Path], slips: str = ""
) -> tuple[dict[str, Scene], dict[str, Path]]:
    """Build the class in ``base/in``, and attacks that take memory in ``base/heavy``; return scenes and folders.

    Each attack that is a file ends with the slips.
    """
    for name, demo in HONEST.items():
        shutil.copytree(KIT / "data" / "demo_class" / demo, base / "in" / name)
    scenes = {name: Scene(name, base, size) for name in ATTACKS}
    heavy = [name for name, succeeded in ATTACKS.items() if succeeded is swollen]
    folders = {name: base / ("heavy" if name in heavy else "in") / name for name in scenes}
    for name, path in files().items():
        folders[name].mkdir()
        source = scenes[name].fill(path.read_text(encoding="utf-8"), result(name))
        (folders[name] / "neural_network.py").write_text(source + slips, encoding="utf-8")
    for name, build in intake.folders().items():
        folders[name] = build(folders[name], scenes[name])
    return scenes, folders
