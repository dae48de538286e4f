"""Draw docs/architecture.svg from the imports: ``python docs/draw_architecture.py``.

An arrow that follows from others is left out: where a imports b and c, and b imports c, a has an arrow to b only.
"""

from pathlib import Path

import grimp

DOCS = Path(__file__).resolve().parent
ROOTS = ("autograder", "assignment", "solutions")
ENGINE = "assignment.engine"
PLACES = {  # row and column of each box; arrows point downwards
    "autograder.cli": (0, 1.5),
    "autograder.release": (1, 0),
    "autograder.run": (1, 1.5),
    "autograder.pages": (1, 2.9),
    "autograder.similar": (1, 3.7),
    "autograder.interview": (1, 4.5),
    "autograder.reports": (2, 3),
    "autograder.grading": (3, 2.5),
    "autograder.intake": (4, 0.5),
    "autograder.mistakes": (4, 1.8),
    "autograder.sandbox.client": (4, 3.1),
    "autograder.sandbox.inside": (5, 3.1),
    "autograder.sandbox.layers": (6, 2.6),
    "autograder.sandbox": (6, 3.6),
    "solutions": (0, 6),
    "assignment.homework": (0, 5),
    "assignment.questions": (1, 5.5),
    "assignment.checks": (2, 5.5),
    "autograder.rescue": (6, 1.5),
    ENGINE: (7, 3),
}
WITHIN = {"autograder.intake.sources"}  # drawn as parts of the boxes around them
FILLS = {"autograder": "#cfe3f7", "assignment": "#cdebd0", "solutions": "#f8dfc0"}
WIDTH, HEIGHT, COLUMN, ROW, MARGIN = 144, 34, 154, 74, 10

Arrows = set[tuple[str, str]]


def box_of(module: str) -> str:
    """The box in which a module is drawn; empty for what is generated, and for what only starts another one."""
    return next((box for box in sorted(PLACES, reverse=True) if f"{module}.".startswith(f"{box}.")), "")


def arrows() -> Arrows:
    """Which box imports which, without what follows from others."""
    graph = grimp.build_graph(*ROOTS, cache_dir=None)
    packages = {module.rpartition(".")[0] for module in graph.find_descendants("autograder")} - {"autograder"}
    if packages - PLACES.keys() - WITHIN:
        missing = sorted(packages - PLACES.keys() - WITHIN)
        raise ValueError(f"give these packages a place in {Path(__file__).name}: {missing}")
    found = {
        (box_of(module), box_of(imported))
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    }
    found = {(a, b) for a, b in found if a and b and a != b}
    upwards = [f"{a} imports {b}" for a, b in sorted(found) if PLACES[a][0] >= PLACES[b][0]]
    if upwards:
        raise ValueError(f"arrows point downwards, but {', '.join(upwards)}")
    return {(a, c) for a, c in found if not any((a, b) in found and _leads(b, c, found) for b in PLACES if b != c)}


def _leads(a: str, b: str, found: Arrows) -> bool:
    """Whether a way of arrows goes from one box to another."""
    return (a, b) in found or any(_leads(middle, b, found) for start, middle in found if start == a)


def picture(drawn: Arrows) -> str:
    """The picture, the same for the same arrows; readable on a light and on a dark page."""
    width = int(2 * MARGIN + max(column for _, column in PLACES.values()) * COLUMN + WIDTH)
    height = 2 * MARGIN + max(row for row, _ in PLACES.values()) * ROW + HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="sans-serif" font-size="13" text-anchor="middle">',
        "<title>Which package imports which</title>",
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#7d8590"/></marker>',
        *(_arrow(a, b) for a, b in sorted(drawn)),
        *(_box(box, width - 2 * MARGIN if box == ENGINE else WIDTH) for box in sorted(PLACES)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _centre(box: str) -> tuple[float, float]:
    row, column = PLACES[box]
    return MARGIN + column * COLUMN + WIDTH / 2, MARGIN + row * ROW + HEIGHT / 2


def _arrow(a: str, b: str) -> str:
    (x, y), (to_x, to_y) = _centre(a), _centre(b)
    if b == ENGINE:  # as wide as the picture
        to_x = x
    y, to_y = y + HEIGHT / 2, to_y - HEIGHT / 2
    middle = (y + to_y) / 2
    path = f"M{x:g} {y:g}C{x:g} {middle:g} {to_x:g} {middle:g} {to_x:g} {to_y - 1:g}"
    return f'<path d="{path}" fill="none" stroke="#7d8590" stroke-width="1.5" marker-end="url(#tip)"/>'


def _box(box: str, width: float) -> str:
    x, y = _centre(box)
    name = box.removeprefix("autograder.").replace(".", "/")
    return (
        f'<rect x="{x - width / 2:g}" y="{y - HEIGHT / 2:g}" width="{width:g}" height="{HEIGHT}" rx="5"'
        f' fill="{FILLS[box.partition(".")[0]]}" stroke="#7d8590"/>'
        f'<text x="{x:g}" y="{y + 4.5:g}" fill="#1f2328">{name}</text>'
    )


if __name__ == "__main__":
    (DOCS / "architecture.svg").write_text(picture(arrows()), encoding="utf-8")
