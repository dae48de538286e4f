"""Writes the questions as one page of Markdown, in which nothing of a student's is active."""

import re
from collections.abc import Sequence

from assignment.engine.clean import json_text, markdown
from assignment.engine.language import _, said

from .questions import Question

CHARACTERS = 120
GOOD = _("A good answer")
FOR_WHOM = _(
    "For the instructor only: the answers stand below. The questions were chosen from the file by fixed rules, "
    "and nothing was executed. Show the student the line, not the answer; not every question needs to be asked."
)


def sheet(name: str, text: str, questions: Sequence[Question], language: str) -> str:
    """Return the page."""
    who = markdown(name)
    if not questions:
        nothing = _(
            "{name} holds nothing of this homework that is written, so there is nothing to ask about.", name=who
        )
        return said(nothing, language) + "\n"
    written = text.split("\n")
    title = _("Questions for {name}", name=who)
    blocks = [f"# {said(title, language)}", said(FOR_WHOM, language)]
    for number, question in enumerate(questions, 1):
        first, last = question.lines[0], question.lines[-1]
        within = f"`{question.within}`"
        where = _("Line {first}, {within}", first=first, within=within)
        if last > first:
            where = _("Lines {first} to {last}, {within}", first=first, last=last, within=within)
        lines = [f"{line:4d}  {_harmless(written[line - 1])}".rstrip() for line in question.lines]
        blocks.append(f"## {number}. {said(where, language)}")
        blocks.append("\n".join(f"    {line}" for line in lines))
        blocks.append(f"**{said(question.ask, language)}**")
        blocks.append(f"*{said(GOOD, language)}.* {said(question.answer, language)}")
    return "\n\n".join(blocks) + "\n"


def _harmless(line: str) -> str:
    return json_text(re.sub(r"[\r\f\v]", " ", line.rstrip("\r")).expandtabs(4), CHARACTERS)
