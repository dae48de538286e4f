"""Every edited submission loses exactly the checks that it should, and nothing in another task."""

import pytest

from assignment.engine import report
from assignment.engine.homework import Homework
from assignment.engine.registry import PUBLIC_SALT, all_checks
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.edits import MISTAKES
from tests.corpus.mistake import EVERY, Mistake

# Graded on all tasks: mistakes in functions on which other tasks build, of every outcome.
FOLLOWED = {
    "sigmoid_sign_lost",
    "forward_not_written",
    "uphill",
    "cache_of_the_last_forward",
    "step_uphill",
    "percentages",
}


def quick_and_slow() -> list[object]:
    """All mistakes; those of compare, which take long, and those that lose a check as an earlier one are slow tests."""
    seen: set[str] = set()
    params = []
    for mistake in MISTAKES:
        quick = mistake.name in FOLLOWED or (mistake.task != "compare" and not seen & {*mistake.loses})
        seen.update(mistake.loses)
        marks = () if quick else pytest.mark.slow
        params.append(pytest.param(mistake, id=f"{mistake.task}-{mistake.name}", marks=marks))
    return params


@pytest.mark.parametrize("mistake", quick_and_slow())
def test_a_mistake_loses_its_own_checks_and_no_others(
    mistake: Mistake, server: ForkServer, reference_source: str
) -> None:
    checks = checks_for(server.homework, None if mistake.name in FOLLOWED else mistake.task)
    result = grade(server, mistake.name, mistake.apply(reference_source), checks, PUBLIC_SALT)
    assert not result.faulty
    lost = {key: report.fact(verdict) for key, verdict in result.verdicts.items() if not verdict.passed}
    assert set(lost) == set(mistake.loses), lost


def test_every_check_is_lost_by_a_mistake(homework: Homework) -> None:
    assert {check.id for check in all_checks(homework)} == {key for mistake in MISTAKES for key in mistake.loses}


def test_the_list_of_checks_by_task_is_complete(homework: Homework) -> None:
    names = {task.name: {check.name for check in checks_for(homework, task.name)} for task in homework.tasks}
    assert names == {task: set(checks.split()) for task, checks in EVERY.items()}


def test_every_edit_fits_the_reference_and_gives_a_file_that_python_can_read(reference_source: str) -> None:
    for mistake in MISTAKES:
        assert mistake.apply(reference_source) != reference_source
        compile(mistake.apply(reference_source), mistake.name, "exec")


@pytest.mark.parametrize("old", ["no such line", "import"], ids=["found nowhere", "found more than once"])
def test_an_edit_that_does_not_fit_the_reference_is_refused(old: str, reference_source: str) -> None:
    with pytest.raises(ValueError, match="astray"):
        Mistake("astray", "loss", ((old, ""),), ()).apply(reference_source)


def test_the_names_of_the_mistakes_are_unique_and_every_task_has_some(homework: Homework) -> None:
    names = [mistake.name for mistake in MISTAKES]
    assert len(set(names)) == len(names)
    assert set(names) >= FOLLOWED
    assert {mistake.task for mistake in MISTAKES} == {task.name for task in homework.tasks}
