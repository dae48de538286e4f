"""Explains a function's answers part by part: a part has few places for a mistake, and they are independent."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, product

from assignment.engine.answers import Answer, looked, same
from assignment.engine.mistakes import On, Part, Responses

MOST_WRONG = 3  # places of one part that are wrong together
MOST_SETS = 4  # sets of switches that explain the same parts
Answering = Callable[[int, On], Answer]  # a question's number and the switches that are on


@dataclass(frozen=True)
class Explained:
    """How far the answers are explained.

    Parameters
    ----------
    sets : list of frozenset of str
        Each explains all parts up to the lost one; they have the same number of switches.
    lost : Part, optional
        The first part that nothing explains.
    """

    sets: list[On]
    lost: Part | None = None


def explain(parts: tuple[Part, ...], responses: Responses, answer: Answering) -> Explained:
    """Search the parts one after the other, with the fewest switches for each; ``answer`` is a believer's answer."""
    sets: list[On] = [frozenset()]
    for part in parts:
        found = _explaining(part, sets, _seen(part, responses, part is parts[-1]), answer)
        if not found:
            return Explained(sets, part)
        sets = found[:MOST_SETS]
    return Explained(sets)


def _seen(part: Part, responses: Responses, last: bool) -> dict[int, Answer]:
    """Return the part of each answer in which it is seen.

    What a mistake in a later part stops is left out: only the last part explains exceptions.
    """
    asked = [number for number, question in responses.questions.items() if part.look.asks(question)]
    asked.sort(key=lambda number: number not in responses.wrong)  # the first one refutes most
    answers = {number: responses.answers[number] for number in asked}
    return {number: looked(part.look.at, own) for number, own in answers.items() if last or not own.failed}


def _explaining(part: Part, sets: list[On], seen: dict[int, Answer], answer: Answering) -> list[On]:
    """Return the sets that explain what is seen, with as few places of the part wrong as possible."""
    for count in range(MOST_WRONG + 1):
        choices = [frozenset(c) for places in combinations(part.slots, count) for c in product(*places)]
        tried = (on | choice for on in sets for choice in choices)
        fitting = [on for on in tried if all(same(own, looked(part.look.at, answer(n, on))) for n, own in seen.items())]
        if fitting:
            return fitting
    return []
