"""Recognises whose download a place is, or asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from assignment.engine.language import _, joined

from .place import Place, Unusable
from .sources.source import Sight, Source

FOLDERS = "folders"  # for --from: no platform, and one folder for each student

THIS = _("the class")


@dataclass(frozen=True)
class Recogniser:
    """Asks all sources, or the one that the instructor has named.

    Parameters
    ----------
    sources : sequence of Source
    filename : str
        The name that a hand-in should have.
    given : bool
        Whether the instructor has named the source.
    """

    sources: Sequence[Source]
    filename: str
    given: bool = False

    def is_download(self, place: Place, path: str, least: int) -> bool:
        """Return whether a place is the download of at least so many students."""
        sights = self._sights(place, path)
        return any(sight.students >= least for _source, sight in sights if self.given or _is_most(sight, place))

    def source(self, place: Place, path: str) -> tuple[Source, Sight] | None:
        """Return the source of a place and what it recognises; None if it is no platform's.

        Raises
        ------
        Unusable
            If it is not sure.
        """
        sights = self._sights(place, path)
        if self.given:
            return sights[0] if sights else None
        most = [(source, sight) for source, sight in sights if _is_most(sight, place)]
        if len(most) > 1:
            titles = joined(", ", [source.title for source, _sight in most])
            what = _("{path} may be any of these: {titles}", path=path or THIS, titles=titles)
            raise _question(what, [source.name for source, _sight in most])
        for source, sight in most or [(source, sight) for source, sight in sights if sight.students > 1]:
            share = {"some": len(sight.used), "all": _entries(sight, place)}
            few = _("only {some} of {all} entries look like it", **share) if not most else ""
            if sight.doubt or few:
                doubt = {"path": path or THIS, "title": source.title, "doubt": sight.doubt or few}
                raise _question(_("{path} may be this: {title}; but {doubt}", **doubt), [source.name])
        return most[0] if most else None

    def _sights(self, place: Place, path: str) -> list[tuple[Source, Sight]]:
        sights = ((source, source.look(place, path, self.filename)) for source in self.sources)
        return [(source, sight) for source, sight in sights if sight.attempts]


def _entries(sight: Sight, place: Place) -> int:
    return len(place.folders) + len(place.loose) - len(sight.own)


def _is_most(sight: Sight, place: Place) -> bool:
    return 2 * len(sight.used) >= _entries(sight, place)


def _question(what: str, names: list[str]) -> Unusable:
    options = ", ".join(f"--from {name}" for name in names)
    either = _("{what}. Say what it is: {options}, or --from {folders}", what=what, options=options, folders=FOLDERS)
    return Unusable(either)
