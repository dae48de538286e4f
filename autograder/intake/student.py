"""Who handed in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Student:
    """A student, as far as the source of a hand-in or the roster says; what it does not say is empty.

    Parameters
    ----------
    id, name, email, section, group : str
    late : bool
    attempt : int
        The number of the attempt that counts, from 1 on.
    time : str
        When it was handed in; later times are greater.
    """

    id: str = ""
    name: str = ""
    email: str = ""
    section: str = ""
    group: str = ""
    late: bool = False
    attempt: int = 0
    time: str = ""

    @property
    def label(self) -> str:
        """What a row is called after this student."""
        return "_".join(filter(None, (self.name, self.id))) or self.email or self.group


NOBODY = Student()
