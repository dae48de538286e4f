"""Makes a page of HTML from a text in Markdown; it needs no network, no script and no other file to be read."""

import base64
import mimetypes
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ..reports.html import TAGS, environment
from .formula import formula
from .handout import language_of

FULL_WIDTH = tuple("，。：；、（）“”")
CLOSING = tuple("，。：；、）”,.:;)")  # no line begins with these
HERE = Path(__file__).parent


class Heading(NamedTuple):
    """A heading of a page, as its table of contents shows it."""

    tag: str
    id: str
    title: Markup


def page(text: str, language: str, folder: Path, pages: Collection[str]) -> str:
    """Return a page of HTML.

    Parameters
    ----------
    text : str
        In Markdown, with formulas between dollars. Its first heading is the title.
    language : {"en", "zh"}
    folder : Path
        Where the pictures lie that the text names.
    pages : Collection of str
        Names of texts in Markdown of which there are pages: a link to ``a.md`` then leads to ``a.html``.

    Raises
    ------
    ValueError
        If there is no heading or no such picture, or something between dollars is not a formula.
    """
    parser = _parser()
    tokens = parser.parse(text)
    for token in _all(tokens):
        if token.type == "image":
            token.attrs["src"] = _inside(folder, str(token.attrs["src"]))
        elif token.type == "link_open":
            token.attrs |= _link(str(token.attrs["href"]), language, pages)
        elif token.type == "inline":
            _close_up(token.children or [])
    headings = [
        Heading(opening.tag, str(opening.attrs["id"]), Markup(parser.renderer.render([title], parser.options, {})))
        for opening, title in pairwise(tokens)
        if opening.type == "heading_open"
    ]
    if not headings:
        raise ValueError("the text has no heading")
    return (
        environment(HERE, language)
        .get_template("page.html.jinja")
        .render(
            title=headings[0].title.striptags(),
            contents=[heading for heading in headings if heading.tag in ("h2", "h3")],
            body=Markup(parser.renderer.render(tokens, parser.options, {})),
        )
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"xhtmlOut": True}).enable("table")
    parser.use(anchors_plugin, max_level=6).use(dollarmath_plugin, allow_space=False, allow_labels=False)
    for name in ("math_inline", "math_block"):
        parser.add_render_rule(name, _math)
    parser.add_render_rule("image", _picture)
    for name in ("code_block", "fence"):
        parser.add_render_rule(name, _code)
    parser.add_render_rule("table_open", lambda *_: '<div class="wide" tabindex="0">\n<table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table>\n</div>\n")
    return parser


def _math(_renderer: Any, tokens: list[Token], index: int, *_: Any) -> str:
    latex = tokens[index].content.strip()
    if tokens[index].type == "math_inline":
        sign = tokens[index].meta.get("sign")
        math = formula(latex, "inline")
        return f'<span class="kept">{math}{sign}</span>' if sign else math
    return f'<div class="wide formula" tabindex="0">{formula(latex, "block")}</div>\n'


def _picture(renderer: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
    return f'<span class="wide" tabindex="0">{RendererHTML.image(renderer, tokens, index, options, env)}</span>'


def _code(_renderer: Any, tokens: list[Token], index: int, *_: Any) -> str:
    return f'<pre tabindex="0"><code>{escapeHtml(tokens[index].content)}</code></pre>\n'


def _all(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _close_up(tokens: list[Token]) -> None:
    """Drop the space between a formula and a full-width sign, which GitHub needs; keep a sign on the formula's line."""
    for before, after in pairwise(tokens):
        if after.type == "math_inline" and before.content[-2:-1] in FULL_WIDTH:
            before.content = before.content.rstrip()
        if before.type == "math_inline" and after.content[1:2] in FULL_WIDTH:
            after.content = after.content.lstrip()
        if before.type == "math_inline" and after.content.startswith(CLOSING):
            before.meta["sign"], after.content = after.content[0], after.content[1:]


def _inside(folder: Path, name: str) -> str:
    """Return a picture as an address that holds the picture; its identifiers and styles stay its own."""
    path = folder / name
    if not path.is_file():
        raise ValueError(f"there is no picture {name} in {folder}")
    kind, _ = mimetypes.guess_type(name)
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _link(target: str, language: str, pages: Collection[str]) -> dict[str, str | int | float]:
    """Return the attributes of a link: to the page of a text, and with its language if that is another one."""
    name, mark, anchor = target.partition("#")
    if name not in pages:
        return {"href": target}
    other = language_of(name)
    attributes: dict[str, str | int | float] = {"href": f"{name.removesuffix('.md')}.html{mark}{anchor}"}
    return attributes if other == language else attributes | {"hreflang": TAGS[other], "lang": TAGS[other]}
