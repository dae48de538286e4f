"""Reads pages of HTML for tests: their elements, what they show, and what of them could act."""

import base64
import hashlib
import re
from html.parser import HTMLParser

FOREIGN = {"iframe", "object", "embed", "base", "link", "form", "image", "foreignobject", "use", "animate", "set"}
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href", "cite"}
VOID = {"meta", "br", "input", "img", "rect", "line"}


class Page(HTMLParser):
    """A page.

    Attributes
    ----------
    elements : list of (tag, attributes)
    text : str
        What is shown, without styles and scripts.
    scripts : list of str
    unclosed : list of str
        Elements that are not closed, or in another order than they were opened.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text, self.style = "", ""
        self.scripts: list[str] = []
        self.unclosed: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        self.unclosed += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "script":
            self.scripts.append(data)
        elif inside == "style":
            self.style += data
        else:
            self.text += data

    def all(self, *tags: str) -> list[dict[str, str]]:
        """Return the attributes of all elements with these tags."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def structure(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return all tags with the names of their attributes."""
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]


def active(page: Page) -> list[str]:
    """Return what of a page could act or load something; its own policy allows its style and its script alone."""
    found = [f"<{tag}>" for tag, _ in page.elements if tag in FOREIGN]
    for tag, attributes in page.elements:
        found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name == "style"]
        found += [
            f"{tag} {name}={value}" for name, value in attributes.items() if name in ADDRESSES and _leads_out(value)
        ]
    policies = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    style = f"default-src 'none'; style-src '{_digest(page.style)}'; base-uri 'none'; form-action 'none'"
    scripts = "".join(f"; script-src '{_digest(script)}'" for script in page.scripts)
    if policies != [style + scripts]:
        found.append(f"policy: {policies}")
    found += [f"empty script {attributes}" for attributes in page.all("script") if attributes]
    found += re.findall(r"url\(|@import|@font-face|expression\(", page.style)
    return [*found, *(f"refresh {meta}" for meta in page.all("meta") if meta.get("http-equiv", "") == "refresh")]


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _leads_out(address: str) -> bool:
    """Return whether an address is more than a path to another page, or a place in this one."""
    return bool(re.match(r"\s*(?:[a-z][a-z0-9+.\-]*:|//|/)", address, re.IGNORECASE))
