"""Measures everything and writes the tables into docs/performance.md."""

import sys

from assignment.engine.homework import KIT

from . import classes, naming, runners, sandbox, small_class, training

PAGE = KIT / "docs" / "performance.md"
MARKS = "<!-- measured by make bench -->\n", "<!-- end -->\n"


def main() -> None:
    """Make one table after the other and write them into the page."""
    tables = [module.table() for module in (sandbox, runners, small_class, naming, training, classes)]
    measured = "\n\n".join(tables) + "\n"
    print(measured)
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(MARKS[0])
    PAGE.write_text(head + MARKS[0] + "\n" + measured + "\n" + MARKS[1] + rest.split(MARKS[1])[1], encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
