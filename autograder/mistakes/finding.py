"""A finding about a wrong function."""

from dataclasses import dataclass

Group = tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """The mistakes that explain a wrong function.

    Parameters
    ----------
    function : str
        Empty if it is the whole file.
    mistakes : tuple of tuple of str
        Codes of the catalogue: one group for each mistake, with several codes if the answers fit each of them.
    example : tuple of str
        The smallest call that is answered wrongly, as lines to paste.
    """

    function: str
    mistakes: tuple[Group, ...] = ()
    example: tuple[str, ...] = ()
