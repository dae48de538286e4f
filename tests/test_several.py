"""Mistakes in several places of one function are all named, and what has no name is found where it is."""

import pytest

from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.several import STYLES, UNKNOWN, Several, one_by_one, several, unknown, written_out

Groups = list[tuple[str, ...]]
ALONE = one_by_one()
MOST_ALTERNATIVES = 3  # a group of all codes would name everything


def named(case: Several, server: ForkServer, reference_source: str) -> Groups:
    result = grade(
        server, case.name, reference_source + case.text, checks_for(server.homework, "backward"), PUBLIC_SALT
    )
    assert not result.faulty
    return list(result.mistakes)


@pytest.mark.parametrize("style", STYLES)
def test_without_a_mistake_each_style_is_right(style: str, server: ForkServer, reference_source: str) -> None:
    right = written_out(style, {})
    result = grade(server, style, reference_source + right.text, checks_for(server.homework, "backward"), PUBLIC_SALT)
    assert result.score == result.max_score
    assert not result.mistakes


def quick(cases: list[Several], every: int) -> list[object]:
    return [
        pytest.param(c, id=f"{i}_{c.name}", marks=() if i % every == 0 else pytest.mark.slow)
        for i, c in enumerate(cases)
    ]


@pytest.mark.parametrize("case", quick(ALONE, 16))
def test_each_mistake_is_named_in_any_style(case: Several, server: ForkServer, reference_source: str) -> None:
    assert named(case, server, reference_source) == [case.codes]


@pytest.mark.parametrize("case", unknown(), ids=lambda case: case.name)
def test_of_a_mistake_without_a_name_it_is_said_where_it_is(
    case: Several, server: ForkServer, reference_source: str
) -> None:
    assert named(case, server, reference_source) == [case.codes]


@pytest.mark.parametrize("count, seed", [(12, 3), pytest.param(60, 0, marks=pytest.mark.slow)])
def test_two_or_three_mistakes_in_one_function_are_nearly_always_all_named_and_never_wrongly(
    count: int, seed: int, server: ForkServer, reference_source: str
) -> None:
    silent = []
    for case in several(count, seed):
        groups = named(case, server, reference_source)
        assert all(set(group) & {*case.codes, *UNKNOWN} for group in groups), (case.name, groups)
        assert all(len(group) <= MOST_ALTERNATIVES for group in groups), (case.name, groups)
        if not all(any(code in group for group in groups) for code in case.codes):
            silent.append((case.name, groups))
    assert len(silent) <= count / 10, silent
