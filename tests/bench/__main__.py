"""Measures everything and writes it into docs/performance.md; ``python -m tests.bench mixed`` prints one table only."""

import sys

from assignment.engine.homework import KIT

from . import classes, cold, files, finding, mixed, naming, runners, sandbox, small_class, training

DOCS = KIT / "docs"
PAGE = DOCS / "performance.md"
MARKS = "<!-- measured by make bench -->\n", "<!-- end -->\n"
MODULES = (sandbox, runners, cold, finding, small_class, files, mixed, naming, training, classes)
TABLES = {module.__name__.rpartition(".")[2]: module.table for module in MODULES}


def main(*names: str) -> str | None:
    """Print the tables with these names, or make all and write them into the page; return what is wrong with a name."""
    unknown = [name for name in names if name not in TABLES]
    if unknown:
        return f"there is no table {unknown[0]!r}; the tables are {', '.join(TABLES)}"
    for name in names:
        print(TABLES[name](), end="\n\n", flush=True)
    if not names:
        write_all()
    return None


def write_all() -> None:
    """Make one table after the other, write them into the page, and keep the figures of each file beside it."""
    tables = []
    for table in TABLES.values():
        tables.append(files.table(keep=DOCS) if table is files.table else table())
        print(tables[-1], end="\n\n", flush=True)
    head, rest = PAGE.read_text(encoding="utf-8").split(MARKS[0])
    measured = "\n\n".join(tables)
    PAGE.write_text(f"{head}{MARKS[0]}\n{measured}\n\n{MARKS[1]}{rest.split(MARKS[1])[1]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
