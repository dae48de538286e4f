"""Mistakes that can be named: the reference with wrong beliefs, one module for each task, and their sentences."""

from pathlib import Path

from assignment.engine.mistakes import Mistakes

MISTAKES = Mistakes(package=__name__, words=Path(__file__).with_name("words.toml"))
