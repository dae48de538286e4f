"""The demo class, packed as each platform packs it: the same files, scores and students."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from assignment.engine.homework import KIT, load
from autograder.cli.main import main
from autograder.intake.find import find

from .class_files import grades, hand_in, zipped
from .packers import PACKERS, members

HOMEWORK = load()
WITHOUT_NAMES = ("github", "nbgrader", "versions")


@pytest.mark.parametrize("packer", PACKERS)
def test_the_same_file_counts_for_each_student_whatever_packs_it(tmp_path: Path, packer: str) -> None:
    who = members()
    (tmp_path / "class.zip").write_bytes(zipped(PACKERS[packer](who)))
    found = {one.student.id: one for one in find(tmp_path / "class.zip", HOMEWORK).submissions}
    unpacked = {one.name: one for one in find(KIT / "data" / "demo_class", HOMEWORK).submissions}
    assert sorted(found) == [one.id for one in who]
    for one in who:
        assert found[one.id].read().text == unpacked[one.folder].read().text
        squashed = found[one.id].student.name.replace(" ", "").casefold()
        assert squashed == ("" if packer in WITHOUT_NAMES else one.name.replace(" ", "").casefold())


def scores(path: Path, out: Path) -> list[float]:
    """Grade one task of a class; return the scores in the order of the students."""
    done = CliRunner().invoke(main, ["grade", str(path), "--out", str(out), "--task", "gates"])
    assert done.exit_code == 0, done.output
    table = grades(out).astype(str)
    return [*table.sort_values("id" if table["id"].any() else "name")["score"].astype(float)]


@pytest.mark.slow
@pytest.mark.parametrize("packer", PACKERS)
def test_each_student_has_the_same_score_whatever_packs_the_class(tmp_path: Path, packer: str) -> None:
    who = members()
    expected = scores(KIT / "data" / "demo_class", tmp_path / "demo")
    assert len({*expected}) > 1
    hand_in(tmp_path / "folder", PACKERS[packer](who))
    (tmp_path / "class.zip").write_bytes(zipped(PACKERS[packer](who)))
    assert scores(tmp_path / "folder", tmp_path / "of the folder") == expected
    assert scores(tmp_path / "class.zip", tmp_path / "of the zip") == expected
