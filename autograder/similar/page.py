"""Makes the page about similar files: one file of HTML without scripts, in which nothing of a student's is active."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assignment.engine import clean

from .features import CONSTANT, MISTAKE
from .ranking import Pair, Works
from .side_by_side import places
from .words import WORDS

HERE = Path(__file__).parent
TAGS = {"en": "en", "zh": "zh-CN"}
STYLES = (HERE.parent / "release" / "page.css", HERE / "page.css")
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


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
    style = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return TEMPLATES.get_template("page.html.jinja").render(
        language=TAGS[language],
        words=WORDS[language],
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
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


def score(pair: Pair) -> str:
    """Return a score as people read it, from 0 to 100."""
    return f"{100 * pair.score:.0f}"
