"""Fills templates of pages; whatever text they are given stays text. All pages share ``base.html.jinja`` and a look."""

import base64
import hashlib
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assignment.engine.clean import terminal
from assignment.engine.language import _, said

HERE = Path(__file__).parent
LOOK, OWN_LOOK = "look.css", "page.css"
TAGS = {"en": "en", "zh": "zh-CN"}
LONGEST = 20_000  # characters of one text


@cache
def environment(folder: Path, language: str) -> Environment:
    """Return what fills the templates of a folder; they call ``_`` for their own texts."""
    made = Environment(
        loader=FileSystemLoader([folder, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    style = "".join(path.read_text(encoding="utf-8") for path in (HERE / LOOK, folder / OWN_LOOK))
    made.globals |= {
        "_": partial(_said, language),
        "language": TAGS[language],
        "style": Markup(style),
        "policy": f"default-src 'none'; style-src {digest(style)}; base-uri 'none'; form-action 'none'",
    }
    return made


def digest(text: str) -> str:
    """Return what allows a style or a script with exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _shown(value: Any) -> Any:
    """Make what acts or hides in a text visible; it is escaped afterwards."""
    return terminal(value, LONGEST) if isinstance(value, str) and not isinstance(value, Markup) else value


def _said(language: str, template: str, **values: Any) -> str:
    return said(_(template, **values), language)
