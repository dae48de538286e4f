"""Fills the templates of the pages."""

from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from assignment.engine.report import points

from ..reports.html import digest, environment

HERE = Path(__file__).parent
SCRIPT = (HERE / "class.js").read_text(encoding="utf-8")


def page(template: str, language: str, **values: Any) -> str:
    """Return a page."""
    return _environment(language).get_template(template).render(values)


@cache
def _environment(language: str) -> Environment:
    made = environment(HERE, language)
    made.globals |= {
        "points": points,
        "quote": partial(quote, safe=""),
        "script": Markup(SCRIPT),
        "policy_with_script": f"{made.globals['policy']}; script-src {digest(SCRIPT)}",
    }
    return made
