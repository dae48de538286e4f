"""Writes the questions as one page of Markdown, in which nothing of a student's is active."""

import re
from collections.abc import Sequence

from assignment.engine.clean import json_text, markdown
from assignment.engine.language import said

from .questions import Question

CHARACTERS = 120
WORDS = {
    "en": {
        "title": "Questions for {}",
        "for_whom": (
            "For the instructor only: the answers stand below. The questions were chosen from the file by fixed rules, "
            "and nothing was executed. Show the student the line, not the answer; not every question needs to be asked."
        ),
        "line": "Line {}, {}",
        "lines": "Lines {} to {}, {}",
        "good": "A good answer",
        "none": "{} holds nothing of this homework that is written, so there is nothing to ask about.",
    },
    "zh": {
        "title": "给 {} 的问题",
        "for_whom": (
            "仅供教师使用：下面有答案。问题是按固定规则从文件里选出的，没有执行任何代码。给学生看代码行，不要给他看答案；"
            "不必每个问题都问。"
        ),
        "line": "第 {} 行，{}",
        "lines": "第 {} 行到第 {} 行，{}",
        "good": "好的回答",
        "none": "{} 里没有写出本次作业的任何内容，所以没有可问的问题。",
    },
}


def sheet(name: str, text: str, questions: Sequence[Question], language: str) -> str:
    """Return the page."""
    words = WORDS[language]
    if not questions:
        return words["none"].format(markdown(name)) + "\n"
    written = text.split("\n")
    blocks = [f"# {words['title'].format(markdown(name))}", words["for_whom"]]
    for number, question in enumerate(questions, 1):
        first, last = question.lines[0], question.lines[-1]
        where = words["line"].format(first, f"`{question.within}`")
        if last > first:
            where = words["lines"].format(first, last, f"`{question.within}`")
        lines = [f"{line:4d}  {_harmless(written[line - 1])}".rstrip() for line in question.lines]
        blocks.append(f"## {number}. {where}")
        blocks.append("\n".join(f"    {line}" for line in lines))
        blocks.append(f"**{said(question.ask, language)}**")
        blocks.append(f"*{words['good']}.* {said(question.answer, language)}")
    return "\n\n".join(blocks) + "\n"


def _harmless(line: str) -> str:
    return json_text(re.sub(r"[\r\f\v]", " ", line.rstrip("\r")).expandtabs(4), CHARACTERS)
