"""Reads the part of the evidence that is in a runner's reports."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.cli.summary import markdown

from .evidence import Evidence


def texts(value: Any) -> Iterator[str]:
    """Yield all strings in a JSON document."""
    if isinstance(value, dict):
        yield from texts([*value, *value.values()])
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    else:
        yield str(value)


def read(path: Path) -> str:
    """Return a file's text with every byte of it; empty if there is no file."""
    return path.read_bytes().decode("utf-8", "surrogatepass") if path.is_file() else ""


def read_naive(base: Path, name: str, seen: Evidence) -> None:
    out = base / "out" / name
    report = read(out / "results.json")
    content = json.loads(report) if report else {}
    seen.score = content.get("score", 0)
    seen.cells = read(out / "grades.csv")
    seen.pages = "".join(read(path) for path in out.glob("*.html"))
    terminal = (out / "terminal").read_bytes().decode("utf-8", "surrogateescape")
    seen.hidden = "\n".join(texts(content))
    seen.lines = "\n".join([terminal, seen.cells, seen.pages])
    seen.shown = seen.lines + seen.hidden
    seen.size = len(terminal) + len(report)
    seen.unpacked = sum(path.stat().st_blocks * 512 for path in (base / "in").glob(f"{name}/*.py"))


def gradebooks(base: Path) -> dict[str, dict[str, str]]:
    """Yield the gradebooks' rows, each with its folder."""
    rows = {}
    for path in (base / "out").glob("*/grades.csv"):
        with open(path, encoding="utf-8-sig", newline="") as stream:
            rows |= {row["submission"]: row | {"folder": str(path.parent)} for row in csv.DictReader(stream)}
    return rows


def read_kit(base: Path, rows: dict[str, dict[str, str]], name: str, seen: Evidence, terminal: str) -> None:
    books = [*(base / "out").glob("*/grades.csv"), *(base / "out").glob("*/ignored.csv")]
    seen.cells = "".join(map(read, books))
    seen.pages = "".join(map(markdown, books))
    seen.lines = "\n".join([terminal, seen.cells, seen.pages])
    seen.shown = seen.lines
    found = next((key for key in rows if key == name or seen.mark in key), None)
    if found is None:  # a link is not a submission
        return
    report = read(Path(rows[found]["folder"]) / "results" / f"{found}.json")
    try:
        content = json.loads(report)
    except ValueError:  # not written by the kit
        seen.broke = True
        return
    seen.score = max(float(rows[found]["score"]), content["score"])
    outcomes = [test["extra_data"]["outcome"] for test in content["tests"]]
    seen.broke = content["extra_data"]["fault"] or "fault" in outcomes or not outcomes
    seen.shown += "\n".join(texts(content))
    seen.hidden = "\n".join(test["output"] for test in content["tests"] if test["visibility"] != "visible")
    seen.size = len(report) + len(terminal)
