"""Every mistake of the zoo loses exactly the checks that it should, and nothing in another task."""

from typing import Any

import pytest

from assignment.checks.engine.tasks import TASKS
from autograder.grading import all_checks, checks_for, grade
from autograder.sandbox.zygotes import Zygote
from tests.corpus.edits import EVERY, MISTAKES, Mistake

# Graded on all tasks: mistakes of every function that others build on, of every outcome.
FOLLOWED = {
    "sigmoid_sign_lost",
    "forward_not_written",
    "uphill",
    "cache_of_the_last_forward",
    "step_uphill",
    "percentages",
}


def first_of_each_check() -> list[Any]:
    """All mistakes; those that lose no check that an earlier one has not lost are slow ones."""
    seen: set[str] = set()
    params = []
    for mistake in MISTAKES:
        quick = mistake.name in FOLLOWED or not seen.issuperset(mistake.loses)
        seen.update(mistake.loses)
        marks = () if quick else pytest.mark.slow
        params.append(pytest.param(mistake, id=f"{mistake.task}-{mistake.name}", marks=marks))
    return params


@pytest.mark.parametrize("mistake", first_of_each_check())
def test_a_mistake_loses_its_own_checks_alone(mistake: Mistake, zygote: Zygote, reference_source: str) -> None:
    checks = checks_for(None if mistake.name in FOLLOWED else mistake.task)
    result = grade(mistake.name, mistake.apply(reference_source), zygote, checks, "public")
    assert not result.faulty
    lost = {key: verdict.sentence for key, verdict in result.verdicts.items() if verdict.outcome != "passed"}
    assert set(lost) == set(mistake.loses), lost


def test_every_check_is_lost_by_a_mistake() -> None:
    assert {check.id for check in all_checks()} == {key for mistake in MISTAKES for key in mistake.loses}


def test_the_zoo_knows_every_check() -> None:
    names = {task.name: {check.name for check in checks_for(task.name)} for task in TASKS}
    assert names == {task: set(checks.split()) for task, checks in EVERY.items()}


def test_every_edit_fits_the_reference(reference_source: str) -> None:
    for mistake in MISTAKES:
        assert mistake.apply(reference_source) != reference_source
        compile(mistake.apply(reference_source), mistake.name, "exec")


def test_an_edit_that_does_not_fit_is_refused(reference_source: str) -> None:
    for old in ("no such line", "import"):
        with pytest.raises(ValueError, match="astray"):
            Mistake("astray", "loss", ((old, ""),), ()).apply(reference_source)


def test_names_are_unique_and_known() -> None:
    names = [mistake.name for mistake in MISTAKES]
    assert len(set(names)) == len(names)
    assert set(names) >= FOLLOWED
