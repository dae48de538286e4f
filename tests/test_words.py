"""Outcomes and reasons have a sentence in both languages; a redacted one holds no text of the student's code."""

import re

import pytest

from assignment.engine import report
from assignment.engine.language import LANGUAGES, said
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.registry import Check
from assignment.engine.words import SENTENCES, sentence
from autograder.reports.tasks import SEVERITY

CHINESE = re.compile(r"[\u4e00-\u9fff]")
FULL = {"function": "forward", "kinds": ("ValueError", "Exception"), "text": "no", "line": 7, "limit": 5.0}
LEAST = {"function": "", "kinds": ("ValueError",), "text": "", "line": None, "limit": 0.0}


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("known", [FULL, LEAST], ids=["all is known", "little is known"])
def test_every_reason_has_a_sentence_in_both_languages(reason: Reason, known: dict[str, object]) -> None:
    known = {**known, "text": "the file is too large"} if reason == Reason.HAND_IN else known
    texts = {language: sentence(Why(reason, **known), language) for language in LANGUAGES}  # type: ignore[arg-type]
    for language, text in texts.items():
        assert text.strip() == text != "", language
        assert not re.search("[{}]", text), language
        assert ("None" in text) == (reason == Reason.RETURNED_NONE)
    if reason != Reason.HAND_IN:
        assert CHINESE.search(texts["zh"])
        assert not CHINESE.search(texts["en"])


def test_there_is_a_sentence_for_every_reason_and_for_nothing_else() -> None:
    assert set(SENTENCES) == set(Reason)
    others = set(SENTENCES) - {Reason.HAND_IN}
    assert all(CHINESE.search(said(SENTENCES[reason], "zh")) for reason in others)


@pytest.mark.parametrize("reason", [r for r in Reason if r != Reason.HAND_IN])
def test_a_sentence_names_the_line_and_the_limit_where_they_matter(reason: Reason) -> None:
    for language in LANGUAGES:
        template = said(SENTENCES[reason], language)
        text = sentence(Why(reason, "forward", ("ValueError",), "no", 1234, 600.0), language)
        assert ("1234" in text) == ("{place}" in template or reason in (Reason.SYNTAX, Reason.NOT_WRITTEN))
        assert ("600" in text) == ("{limit" in template)


def test_running_out_of_memory_says_how_much_there_is() -> None:
    why = Why(Reason.TOO_MUCH_MEMORY, "forward", limit=1 << 30)
    for language in LANGUAGES:
        assert "1 GiB" in sentence(why, language, Outcome.MEMORY)
        assert "GiB" not in sentence(why, language, Outcome.KILLED)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_shown_and_has_a_rank_among_the_others(outcome: Outcome) -> None:
    check = Check("task", "name", "a title", 1.0, lambda nn, rng: None)
    verdict = report.lines(report.Verdict(check, outcome, Why(Reason.STUMBLED)))
    assert "task.name" in verdict[0]
    assert str(outcome.value) in verdict[1]
    assert SEVERITY.count(outcome) == 1


def test_only_a_pass_and_a_fault_of_the_kit_earn_points() -> None:
    assert {outcome for outcome in Outcome if outcome.earns_points} == {Outcome.PASSED, Outcome.FAULT}


@pytest.mark.parametrize("reason", Reason)
def test_a_redacted_reason_keeps_no_text_of_the_students_code(reason: Reason) -> None:
    why = Why(reason, "chosen_by_the_student" if reason == Reason.RAISED else "forward", ("ValueError",), "secret", 7)
    redacted = why.redacted()
    assert redacted.reason == reason
    for language in LANGUAGES:
        assert "secret" not in sentence(redacted, language)
        assert "chosen_by_the_student" not in sentence(redacted, language)
