"""Explains a function's answers part by part: a part has few places for a mistake, and they are independent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from assignment.engine.answers import Answer, same
from assignment.engine.mistakes import On, Part, Responses

MOST_WRONG = 3  # places of one part that are wrong together
MOST_SETS = 4  # sets of switches that explain the same parts
BROKEN = Answer(kinds=("LookupError",))  # the part of a value that has no such part
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
    """Search the parts one after the other, with the fewest switches for each; ``answer`` is a believer's answer.

    What a mistake in a later part stops is left out before: only the last part explains exceptions.
    """
    sets: list[On] = [frozenset()]
    for part in parts:
        asked = [number for number, question in responses.questions.items() if part.asks(question)]
        asked.sort(key=lambda number: number not in responses.wrong)  # the first one refutes most
        seen = {number: _looked(part, responses.answers[number]) for number in asked}
        if part is not parts[-1]:
            seen = {number: looked for number, looked in seen.items() if not responses.answers[number].failed}

        def fits(on: On, part: Part = part, seen: dict[int, Answer] = seen) -> bool:
            return all(same(looked, _looked(part, answer(number, on))) for number, looked in seen.items())

        found = next((found for found in _by_count(part, sets, fits) if found), [])
        if not found:
            return Explained(sets, part)
        sets = found[:MOST_SETS]
    return Explained(sets)


def _by_count(part: Part, sets: list[On], fits: Callable[[On], bool]) -> Iterator[list[On]]:
    """Yield the sets that fit with no place of the part wrong, then with one, and so on."""
    for count in range(MOST_WRONG + 1):
        choices = [frozenset(c) for places in combinations(part.slots, count) for c in product(*places)]
        yield [on | choice for on in sets for choice in choices if fits(on | choice)]


def _looked(part: Part, answer: Answer) -> Answer:
    """Return the part of an answer."""
    if answer.failed:
        return answer
    try:
        return Answer(part.look(answer.value))
    except (LookupError, TypeError, ValueError, AttributeError):
        return BROKEN
