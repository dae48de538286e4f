"""Each layer of the sandbox is tried on this machine; where one is missing, its remedy is named and nothing runs."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from assignment.engine.homework import Homework
from autograder.cli.main import main
from autograder.sandbox.layers import doctor
from autograder.sandbox.layers.all_layers import LAYERS
from autograder.sandbox.layers.layer import Ineffective, Layer, must_fail, nothing


def ineffective(homework: Homework) -> None:
    raise Ineffective("a file can be read")


def ends_the_process(homework: Homework) -> None:
    os._exit(7)


MISSING = Layer("glass", "no stones", nothing, ineffective, remedy="close the window")
OPTIONAL = Layer("curtain", "no light", nothing, ineffective, remedy="buy one", required=False)
DYING = Layer("bridge", "no water", nothing, ends_the_process)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_a_layer_says_what_it_is_for_and_can_be_prepared_entered_and_tried(layer: Layer) -> None:
    assert layer.name
    assert layer.keeps
    assert all(map(callable, (layer.early, layer.prepare, layer.enter, layer.probe)))
    assert layer.enter is not nothing or layer.early is not nothing


def test_every_layer_has_a_name_of_its_own() -> None:
    assert len({layer.name for layer in LAYERS}) == len(LAYERS)


def test_every_layer_is_tried_in_the_order_in_which_it_is_entered(homework: Homework) -> None:
    assert [trial.layer for trial in doctor.examine(homework)] == list(LAYERS)


def test_all_required_layers_work_here(homework: Homework) -> None:
    assert doctor.missing(homework) == []


def test_the_doctor_shows_every_layer_and_what_it_is_for() -> None:
    shown = CliRunner().invoke(main, ["doctor"]).output
    for layer in LAYERS:
        assert layer.name in shown
        assert layer.keeps in shown


def test_a_layer_that_does_not_work_is_shown_with_its_problem_and_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LAYERS", (*LAYERS, MISSING))
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 2
    (row,) = [line for line in done.output.splitlines() if "glass" in line]
    assert "a file can be read" in row
    assert "close the window" in row


def test_an_optional_layer_that_does_not_work_is_shown_and_not_missed(
    homework: Homework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LAYERS", (OPTIONAL,))
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 0
    assert "buy one" in done.output
    assert doctor.missing(homework) == []


def test_a_probe_that_ends_its_process_counts_as_a_missing_layer(
    homework: Homework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LAYERS", (DYING,))
    assert [trial.problem for trial in doctor.missing(homework)] == ["the probe died"]


def test_where_a_layer_is_missing_nothing_is_graded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "LAYERS", (MISSING,))
    (tmp_path / "student-01.py").write_text("x = 1\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["grade", str(tmp_path / "student-01.py"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "glass does not work here" in done.output
    assert "close the window" in done.output
    assert not (tmp_path / "out" / "grades.csv").exists()


def test_a_probe_accepts_a_denial_and_nothing_else() -> None:
    def denied() -> None:
        raise PermissionError

    must_fail(denied, "a socket can be opened")
    with pytest.raises(Ineffective, match="a socket can be opened"):
        must_fail(lambda: None, "a socket can be opened")
