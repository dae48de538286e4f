"""Names what lies in the class and is nobody's hand-in."""

from collections.abc import Mapping

from assignment.engine.clean import cell
from assignment.engine.language import _, said

from .files import SHOWN, own_file, write_table
from .report import Context

FILE = "ignored.csv"


def write_ignored(strays: Mapping[str, str], context: Context) -> list[str]:
    """Write ``ignored.csv``, and return the first lines for the terminal."""
    language = context.language
    path = own_file(context.out / FILE)
    rows = [{"path": cell(name), "why": said(why, language)} for name, why in strays.items()]
    write_table(path, ["path", "why"], rows)
    first = [said(_("ignored: {name}", name=repr(name)), language) for name in [*strays][:SHOWN]]
    more = _("... and {number} more: all are in {file}", number=len(strays) - SHOWN, file=path)
    return [*first, said(more, language)] if len(strays) > SHOWN else first
