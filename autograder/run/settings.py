"""The instructor's settings for a run."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assignment.engine.homework import KIT, PUBLIC_SALT, Homework, load

from ..mistakes import CHECKS, EXPLAINED
from ..rescue import COST, OFF

if TYPE_CHECKING:
    from assignment.engine.registry import Check


@dataclass(frozen=True)
class Settings:
    """The instructor's settings.

    Parameters
    ----------
    salt : str
        Decides the random instances.
    task : str or None
        The only task to judge; None for all.
    isolated : bool
        Whether workers are confined.
    folder : Path or None
        The folder of another homework; None for the kit's own, which lies elsewhere on another machine.
    credited : bool
        Whether what is right in a wrong task is paid where all that is wrong is known.
    rescue_cost : int or None
        What it costs, in percent of the points, that a file is repaired so that it can be loaded; None if none is.
    cache : bool
        Whether right answers are kept on disk for the next run.
    """

    salt: str = PUBLIC_SALT
    task: str | None = None
    isolated: bool = True
    folder: Path | None = None
    credited: bool = False
    rescue_cost: int | None = COST
    cache: bool = True

    @property
    def homework(self) -> Homework:
        """The homework with its solutions."""
        return load(self.folder or KIT, solutions=True)

    @property
    def checks(self) -> "tuple[Check, ...]":
        """The checks that are run."""
        from ..grading.grade import checks_for  # imports NumPy, which settings do not need

        return checks_for(self.homework, self.task)

    def load(self) -> None:
        """Import solutions and checks now: a mistake in them ends the run here and blames no submission."""
        _ = self.homework.right, self.checks

    @property
    def in_common(self) -> dict[str, str]:
        """The settings that must be equal for all results in one table; the salt is hashed, to keep it secret."""
        salt = hashlib.sha256(self.salt.encode()).hexdigest()
        credit = EXPLAINED if self.credited else CHECKS
        rescue = OFF if self.rescue_cost is None else str(self.rescue_cost)
        common = {"task": self.task or "all", "salt": salt, "homework": self.homework.title}
        return {**common, "credit": credit, "rescue": rescue}
