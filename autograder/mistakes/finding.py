"""What is found out about a function that is wrong."""

from dataclasses import dataclass

Group = tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """What is known about a function that answers wrongly.

    Parameters
    ----------
    function : str
        Empty if it is the whole file.
    mistakes : tuple of tuple of str
        Codes of the catalogue: one group for each mistake, with several codes where no answer tells them apart.
    example : tuple of str
        The smallest call that is answered wrongly, as lines to paste.
    """

    function: str
    mistakes: tuple[Group, ...] = ()
    example: tuple[str, ...] = ()
