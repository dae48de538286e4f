"""What wrong answers mean: the reference with wrong beliefs, one module a task, and the sentences for them.

A function of a task's module takes ``on``, the switches that are on, before the arguments of the student's function;
without a switch it answers as the reference does. A switch is a code of ``words.toml``, with a suffix where the same
belief can take several forms (``B14:array``).
"""

from dataclasses import replace
from pathlib import Path

from assignment.engine.mistakes import Mistakes
from assignment.questions import SIGNS

from .activations import for_single_numbers

MISTAKES = Mistakes(
    package=__name__,
    words=Path(__file__).with_name("words.toml"),
    why=Path(__file__).with_name("why.toml"),
    slots=Path(__file__).with_name("slots.toml"),
    branches={
        "A07": frozenset({"hidden sigmoid", "sigmoid"}),
        "L06": frozenset({"softmax"}),
        "L04": frozenset({"sigmoid"}),
        "F08": frozenset(),
    },
    alone=frozenset({"B03", "B05", "B32", "F08", "T14"}),
    signs=replace(SIGNS, at_stop=lambda responses: for_single_numbers(responses) or SIGNS.at_stop(responses)),
    on_import="P03",
)
