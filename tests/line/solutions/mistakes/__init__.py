"""What wrong answers mean: the reference with wrong beliefs, one module a task, and the sentences for them."""

from pathlib import Path

from assignment.engine.mistakes import Mistakes

MISTAKES = Mistakes(package=__name__, words=Path(__file__).with_name("words.toml"))
