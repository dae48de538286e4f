"""What the instructor chose that decides grades."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from assignment.engine.homework import KIT, Homework, load
from assignment.engine.registry import PUBLIC_SALT, Check

from ..grading.grade import checks_for


@dataclass(frozen=True)
class Settings:
    """What the instructor chose.

    Parameters
    ----------
    salt : str
        Decides the random instances.
    task : str or None
        The only task to judge; None for all.
    isolated : bool
        Whether workers are confined.
    folder : Path
        Of the homework.
    """

    salt: str = PUBLIC_SALT
    task: str | None = None
    isolated: bool = True
    folder: Path = KIT

    @property
    def homework(self) -> Homework:
        """The homework with its solutions."""
        return load(self.folder, solutions=True)

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is judged."""
        return checks_for(self.homework, self.task)

    @property
    def in_common(self) -> dict[str, str]:
        """What must be the same for all results that stand in one table; the salt stays a secret."""
        salt = hashlib.sha256(self.salt.encode()).hexdigest()
        return {"task": self.task or "all", "salt": salt, "homework": self.homework.title}
