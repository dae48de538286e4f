"""Turns a formula in LaTeX into MathML, set as TeX would set it."""

from collections.abc import Iterator
from xml.etree import ElementTree

from latex2mathml.converter import convert

NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'  # HTML needs none
MINUS, THIN = "\N{MINUS SIGN}", "0.1667em"
SCRIPTS = ("msub", "msup", "msubsup", "munder", "mover", "munderover")


def formula(latex: str, display: str) -> str:
    """Return the MathML of a formula.

    Parameters
    ----------
    latex : str
    display : {"inline", "block"}

    Raises
    ------
    ValueError
        If it is not a formula.
    """
    try:
        math = ElementTree.fromstring(convert(latex, display=display).replace(NAMESPACE, ""))
    except Exception as error:  # the converter has a dozen kinds of its own, without a common ancestor
        raise ValueError(f"this is not a formula: {latex} ({type(error).__name__})") from None
    unknown = next((text for text in math.itertext() if "\\" in text), None)
    if unknown:
        raise ValueError(f"there is no {unknown} for formulas: {latex}")
    for row in math.iter("mrow"):
        _join_words(row)
        _space(row)
    for operator in (sign for name in SCRIPTS for base, *small in math.iter(name) for sign in _operators(small)):
        operator.attrib |= {"lspace": "0", "rspace": "0"}
    math.set("alttext", latex)
    return ElementTree.tostring(math, encoding="unicode")


def _join_words(row: ElementTree.Element) -> None:
    """Make one identifier of the letters of a word in upright type."""
    letters = [child.text or "" for child in row if child.tag == "mi" and child.get("mathvariant") == "normal"]
    if len(letters) == len(row) > 1:
        row[:] = [_element("mi", "".join(letters))]


def _space(row: ElementTree.Element) -> None:
    """Mark signs that belong to the number after them, close up fractions on a line, and set off names like log."""
    children: list[ElementTree.Element] = []
    for child, after in zip(row, [*row[1:], None], strict=True):
        before = children[-1] if children else None
        if child.tag == "mo" and child.text == MINUS and _is_operator(before):
            child.set("form", "prefix")
        if child.tag == "mo" and child.text == "/":
            child.attrib |= {"lspace": "0", "rspace": "0"}
        name = child.tag == "mi" and len(child.text or "") > 1
        if name and before is not None and not _is_operator(before):
            children.append(_element("mspace", width=THIN))
        children.append(child)
        if name and after is not None and after.tag != "mo":
            children.append(_element("mspace", width=THIN))
    row[:] = children


def _operators(elements: list[ElementTree.Element]) -> Iterator[ElementTree.Element]:
    return (operator for element in elements for operator in element.iter("mo"))


def _is_operator(element: ElementTree.Element | None) -> bool:
    """Say whether what follows this begins anew, as it does after = and (, but not after a closing bracket."""
    return element is not None and element.tag == "mo" and element.text not in (")", "]")


def _element(tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.Element(tag, attributes)
    element.text = text
    return element
