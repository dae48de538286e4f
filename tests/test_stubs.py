"""Marked regions become stubs; a marker that is not right is an error."""

import pytest

from autograder.release import build
from autograder.release.stubs import BEGIN, END, MarkerError, stub

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
def test_a_wrong_stray_or_unclosed_marker_is_an_error(old: str, new: str) -> None:
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


def test_the_committed_assignment_has_not_drifted() -> None:
    assert build.drifted() == []


def test_drift_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    path = next(path for path in build.generated() if path.name == "neural_network.py")
    fake = tmp_path / "neural_network.py"
    fake.write_bytes(path.read_bytes() + b"# changed\n")
    content = build.generated()[path]
    monkeypatch.setattr(build, "generated", lambda: {fake: content})
    assert fake in build.drifted()
