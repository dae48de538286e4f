"""Makes the page about similar files: one file of HTML without scripts, in which nothing of a student's is active."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assignment.engine import clean
from assignment.engine.language import _

from ..reports.html import environment
from .features import CONSTANT, MISTAKE
from .ranking import Pair, Works
from .side_by_side import places

HERE = Path(__file__).parent
FAIR = _("A reason to talk, no proof")
WHY = _(
    "A high place does not show that somebody copied. Students who learned together, read the same book or "
    "asked the same assistant can write alike, and somebody is first in every class. The score is good for the "
    "order of this list only: it is no share of copied lines, and it cannot be compared between classes."
)
NOBODY = _("No two files have anything unusual in common.")


def page(
    pairs: Sequence[Pair],
    works: Works,
    texts: dict[str, str],
    left_out: Mapping[str, str],
    titles: Mapping[str, str],
    language: str,
) -> str:
    """Return the page.

    Parameters
    ----------
    pairs : sequence of Pair
        The most similar ones first.
    works : dict of str to sequence of Part
    texts : dict of str to str
        The files by name.
    left_out : dict of str to str
        By name, why a file could not be compared.
    titles : dict of str to str
        What a mistake's code stands for.
    language : {"en", "zh"}
    """
    return (
        environment(HERE, language)
        .get_template("page.html.jinja")
        .render(
            fair=FAIR,
            why=WHY,
            nobody=NOBODY,
            size=len(works),
            left_out={name: clean.json_text(why) for name, why in left_out.items()},
            pairs=[
                {
                    "names": pair.names,
                    "score": score(pair),
                    "numbers": pair.of(CONSTANT),
                    "mistakes": [titles.get(code, code) for code in pair.of(MISTAKE)],
                    "places": places(pair, works, texts),
                }
                for pair in pairs
            ],
        )
    )


def score(pair: Pair) -> str:
    """Return a score as people read it, from 0 to 100."""
    return f"{100 * pair.score:.0f}"
