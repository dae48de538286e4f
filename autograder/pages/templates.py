"""Fills the templates of the pages; whatever text they are given stays text."""

import base64
import hashlib
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assignment.engine.clean import terminal
from assignment.engine.language import _, said
from assignment.engine.report import points

HERE = Path(__file__).parent
TAGS = {"en": "en", "zh": "zh-CN"}
LONGEST = 20_000  # characters of one text
SCRIPT = (HERE / "class.js").read_text(encoding="utf-8")
NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def page(template: str, language: str, **values: Any) -> str:
    """Return a page; a template calls ``_`` for its own texts."""
    return _environment(language).get_template(template).render(values)


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals |= {
        "_": partial(_said, language),
        "points": points,
        "quote": partial(quote, safe=""),
        "language": TAGS[language],
        "script": Markup(SCRIPT),
        "policy": NOTHING_ELSE,
        "policy_with_script": f"{NOTHING_ELSE}; script-src 'sha256-{_digest(SCRIPT)}'",
    }
    return made


def _shown(value: Any) -> Any:
    """Make what acts or hides in a text visible; it is escaped afterwards."""
    return terminal(value, LONGEST) if isinstance(value, str) and not isinstance(value, Markup) else value


def _said(language: str, template: str, **values: Any) -> str:
    return said(_(template, **values), language)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
