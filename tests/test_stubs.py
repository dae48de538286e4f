"""Marked regions of the reference become stubs; a wrong marker is an error. The generated files are up to date."""

import doctest
from pathlib import Path

import pytest

from assignment.engine.homework import load
from autograder.release import build
from autograder.release.stubs import BEGIN, END, MarkerError, stub

HOMEWORK = load(solutions=True)
GOOD = f'''def forward(x):
    """Doc."""
    {BEGIN}
    y = x + 1
    return y
    {END}


def given():
    return 1
'''


def test_a_region_becomes_a_stub() -> None:
    assert stub(GOOD) == (
        'def forward(x):\n    """Doc."""\n    raise NotImplementedError("forward is not written yet")\n\n\n'
        "def given():\n    return 1\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (END, "# END SOLUTIONS"),
        (END, ""),
        (BEGIN, ""),
        (BEGIN, "# begin solution"),
        (BEGIN, "#BEGIN SOLUTION"),
        (BEGIN, f"{BEGIN}\n    {BEGIN}"),
        (END, f"{END}\n    {END}"),
        (END, f"{END}\n    {BEGIN}\n    z = 1\n    {END}"),
        (f"    {END}", END),
        ("    y = x + 1", "    y = x + 1  # END SOLUTION"),
        ("y = x + 1", "y = 'BEGIN_SOLUTION'"),
        ("def given():", f"{BEGIN}\ndef given():"),
        (f"    {END}\n", ""),
    ],
)
def test_a_marker_that_is_wrong_stray_or_unclosed_is_an_error(old: str, new: str) -> None:
    changed = GOOD.replace(old, new, 1)
    assert changed != GOOD
    with pytest.raises(MarkerError, match="line"):
        stub(changed)


def test_nothing_of_a_solution_is_left(stub_source: str, reference_source: str) -> None:
    inside, regions, given = False, [], []
    for line in reference_source.splitlines():
        if line.strip() == END:
            inside = False
        if len(line.strip()) > 12:
            (regions if inside else given).append(line)
        if line.strip() == BEGIN:
            inside = True
    assert len(regions) > 60
    assert not (set(regions) - set(given)) & set(stub_source.splitlines())
    assert "SOLUTION" not in stub_source


def test_the_committed_assignment_is_up_to_date() -> None:
    assert build.drifted(HOMEWORK) == []


def test_a_generated_file_that_was_changed_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = HOMEWORK.folder / "neural_network.py"
    content = build.generated(HOMEWORK)[path]
    changed = tmp_path / "neural_network.py"
    changed.write_bytes(content + b"# changed\n")
    monkeypatch.setattr(build, "generated", lambda homework: {changed: content})
    assert changed in build.drifted(HOMEWORK)


def test_every_function_has_an_example_that_the_reference_computes(stub_source: str) -> None:
    found = doctest.DocTestFinder(recurse=True).find(HOMEWORK.right.reference)
    examples = {test.name.rpartition(".")[2]: test for test in found if test.examples}
    assert {*HOMEWORK.functions, "encode_targets"} <= {*examples}
    runner = doctest.DocTestRunner(verbose=False)
    for test in examples.values():
        runner.run(test)
        assert all(line.strip() in stub_source for example in test.examples for line in example.source.splitlines())
    assert (runner.tries > 30, runner.failures) == (True, 0)
