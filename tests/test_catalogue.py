"""The catalogue of mistakes is complete in both languages, short, and gives no code away."""

import re
from itertools import product

import pytest

from assignment.engine.homework import Homework, load
from autograder.mistakes.catalogue import Entry, advice, catalogue, left_out, title

from .corpus.edits import MISTAKES

CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
CHARACTER = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[,:;?()]")  # in Chinese these are written full width
CODE = re.compile(r"[=`@\[\]*]|np\.|\w\(")
ENTRIES = [pytest.param(entry, id=code) for code, entry in catalogue(load(solutions=True)).items()]


@pytest.mark.parametrize("entry", ENTRIES)
class TestEntry:
    def test_every_text_is_there_in_both_languages(self, entry: Entry) -> None:
        for text in (entry.title, entry.sentence, entry.where):
            assert set(text) == {"en", "zh"}
            assert all(words == words.strip() != "" for words in text.values())
            assert CHARACTER.search(text["zh"])
            assert not HALF_WIDTH.search(text["zh"])
            assert not CJK.search(text["en"])

    def test_its_texts_are_short(self, entry: Entry) -> None:
        assert 3 <= len(entry.title["en"].split()) <= 7
        assert len(entry.title["zh"]) <= 24
        for text, language in product((entry.sentence, entry.where), ("en", "zh")):
            assert len(text[language]) <= 240

    def test_its_sentences_end_once(self, entry: Entry) -> None:
        for text in (entry.sentence, entry.where):
            assert re.search(r"[.?]$", text["en"])
            assert re.search(r"[。？]$", text["zh"])
        assert len(re.findall(r"[.?!](?:\s|$)", entry.sentence["en"])) == 1
        assert len(re.findall(r"[。？！]", entry.sentence["zh"])) == 1

    def test_it_gives_no_code_away(self, entry: Entry) -> None:
        for text, language in product((entry.title, entry.sentence, entry.where), ("en", "zh")):
            assert not CODE.search(text[language])

    def test_its_tasks_are_known(self, entry: Entry, homework: Homework) -> None:
        assert entry.tasks
        assert len(set(entry.tasks)) == len(entry.tasks)
        assert set(entry.tasks) <= {task.name for task in homework.tasks}


def test_titles_and_sentences_tell_the_mistakes_apart(homework: Homework) -> None:
    entries = catalogue(homework).values()
    for language in ("en", "zh"):
        assert len({entry.title[language] for entry in entries}) == len(entries)
        assert len({entry.sentence[language] for entry in entries}) == len(entries)


def test_a_code_is_covered_or_left_out_for_a_reason(homework: Homework) -> None:
    covered, others = catalogue(homework).keys(), left_out(homework)
    assert not covered & others.keys()
    assert all(reason.strip() for reason in others.values())
    assert {mistake.code for mistake in MISTAKES if mistake.code} <= covered | others.keys()


def test_advice_on_one_mistake(homework: Homework) -> None:
    entry = catalogue(homework)["B13"]
    assert advice(["B13"], homework, "en") == f"{entry.sentence['en']} {entry.where['en']}"
    assert advice(["B13"], homework, "zh") == f"{entry.sentence['zh']}{entry.where['zh']}"


def test_advice_on_two_mistakes(homework: Homework) -> None:
    one, two = (advice([code], homework, "en") for code in ("E12", "P10"))
    assert advice(["E12", "P10"], homework, "en") == f"Either: {one} Or: {two}"
    one, two = (advice([code], homework, "zh") for code in ("E12", "P10"))
    assert advice(["E12", "P10"], homework, "zh") == f"一种可能：{one}另一种可能：{two}"


def test_a_stored_code_that_the_catalogue_no_longer_has_is_left_out(homework: Homework) -> None:
    assert advice(["Z99"], homework, "en") == ""
    assert advice(["Z99", "B13"], homework, "zh") == advice(["B13"], homework, "zh")
    assert title(homework, "Z99", "en") == "Z99"


@pytest.mark.parametrize("language", ["de", "EN", ""])
def test_an_unknown_language_is_refused(homework: Homework, language: str) -> None:
    with pytest.raises(KeyError):
        advice(["B13"], homework, language)
