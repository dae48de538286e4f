"""The homework's picture: the student's own right functions on public data, and nothing that could change a grade."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from assignment.engine.homework import Homework
from assignment.engine.picture import MOST, SIZE, Picture
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.pages.student import student_page
from autograder.reports import Context
from autograder.run import record
from autograder.sandbox.client.forkserver import ForkServer

from .html_pages import Page, active

LATER = "\n\n_right = {name}\n\n\ndef {name}(network, *rest):\n    {body}\n    return _right(network, *rest)\n"
ONLY_THERE = 'if network.units == (2, 4, 2) and network.hidden == "tanh":\n        {}'


def graded(server: ForkServer, source: str, salt: str = "public") -> Result:
    return grade(server, "student-01", source, checks_for(server.homework, "train"), salt)


@pytest.fixture(scope="module")
def right(server: ForkServer, reference_source: str) -> Result:
    return graded(server, reference_source)


def shown(result: Result, homework: Homework, language: str = "en") -> str:
    return student_page(result, Context(Path(), homework, language), "")


def test_right_functions_draw_a_picture_that_no_salt_changes(
    right: Result, server: ForkServer, reference_source: str
) -> None:
    assert right.picture is not None and right.picture.plausible
    assert right.picture.curve[0] > right.picture.curve[-1]
    assert graded(server, reference_source, "another salt").picture == right.picture


@pytest.mark.parametrize("says", ["raise ValueError", "while True: pass", "import os; os._exit(1)", "return [0.5]"])
def test_what_goes_wrong_in_the_picture_alone_costs_no_point(
    says: str, right: Result, server: ForkServer, reference_source: str
) -> None:
    result = graded(server, reference_source + LATER.format(name="train", body=ONLY_THERE.format(says)))
    assert result.picture is None
    assert replace(result, picture=right.picture) == right


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("train", "rest = (*rest[:-1], rest[-1] + 1)"),  # one step too many
        ("forward", "return [A + 0.01 for A in _right(network, *rest)]"),  # right versions are lent then
    ],
)
def test_wrong_functions_draw_nothing(name: str, body: str, server: ForkServer, reference_source: str) -> None:
    result = graded(server, reference_source + LATER.format(name=name, body=body))
    assert result.picture is None
    assert "<figure>" not in shown(result, server.homework)


@pytest.mark.parametrize(("language", "words"), [("en", "The loss falls from 0.837"), ("zh", "损失从 0.837")])
def test_the_page_shows_it_and_says_it_in_words(right: Result, homework: Homework, language: str, words: str) -> None:
    source = shown(right, homework, language)
    page = Page(source)
    assert not active(page) and not page.unclosed
    labels = [svg["aria-label"] for svg in page.all("svg") if svg.get("role") == "img"]
    assert any(label.startswith(words) or words in label for label in labels) and words in page.text
    assert re.search(r"67[^0-9]+80|80[^0-9]+67", page.text)  # points on the side of their class
    assert len(source.encode()) < 100_000


def test_a_picture_is_kept_and_older_records_have_none(right: Result, homework: Homework) -> None:
    text = record.dump(right)
    assert record.load(homework, text) == right
    kept = json.loads(text)
    assert len(json.dumps(kept["picture"], separators=(",", ":"))) < 2500
    older = json.dumps({name: value for name, value in kept.items() if name not in record.LATER})
    assert record.load(homework, older) == replace(right, picture=None)
    assert record.load(homework, older).seconds == 0 < right.seconds


ROW = (50,) * SIZE


@pytest.mark.parametrize(
    "picture",
    [
        Picture((1.0,), (ROW,) * SIZE, 3),
        Picture((1.0,) * (MOST + 1), (ROW,) * SIZE, 3),
        Picture((1.0, 0.5), (ROW,) * (SIZE - 1), 3),
        Picture((1.0, 0.5), ((50,), *(ROW,) * (SIZE - 1)), 3),
        Picture((1.0, 0.5), ((101, *ROW[1:]), *(ROW,) * (SIZE - 1)), 3),
        Picture((0.0, 0.0), (ROW,) * SIZE, 3),
    ],
)
def test_a_picture_of_another_form_is_not_read(picture: Picture, right: Result, homework: Homework) -> None:
    with pytest.raises(record.Unreadable):
        record.load(homework, record.dump(replace(right, picture=picture)))
