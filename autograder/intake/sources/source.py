"""The interface of a source."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from assignment.engine.language import _

from ..attempts import Attempt
from ..place import Place

ITS_OWN = _("the platform's own file")


@dataclass
class Sight:
    """What a source recognises in a place.

    Parameters
    ----------
    attempts : list of Attempt
    used : set of str
        The entries of the place in which they lie.
    own : dict of str to str
        The platform's own entries, with what they are.
    doubt : str
        Why it may be something else; empty if nothing speaks against it.
    """

    attempts: list[Attempt] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    own: dict[str, str] = field(default_factory=dict)
    doubt: str = ""

    def add(self, entry: str, attempts: Iterable[Attempt]) -> None:
        """Add what lies in an entry."""
        self.used.add(entry)
        self.attempts += attempts

    @property
    def students(self) -> int:
        """How many students there are."""
        return len({attempt.owner for attempt in self.attempts})


@dataclass(frozen=True)
class Source:
    """A platform from which hand-ins are downloaded.

    Parameters
    ----------
    name : str
        For ``--from``.
    title : str
        For the terminal.
    look : callable
        ``look(place, path, filename)`` returns what is recognised; ``path`` is that of the place in the class, and
        ``filename`` the name that a hand-in should have.
    """

    name: str
    title: str
    look: Callable[[Place, str, str], Sight]


def beginning(names: Iterable[str], separator: str) -> str:
    """Return with what all names begin, up to a separator."""
    parts = zip(*(name.split(separator)[:-1] for name in names), strict=False)
    return "".join(f"{first}{separator}" for first, *_others in takewhile(lambda same: len({*same}) == 1, parts))
