"""``similar``: which files of a class have unusual things in common."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click
from rich.table import Table

from assignment.engine.clean import log
from assignment.engine.homework import Homework
from assignment.engine.language import _, said

from ..intake.find import Submission
from ..intake.place import NotReadable, Unusable
from ..intake.syntax import NoTree, Parser
from ..mistakes.catalogue import title
from ..reports.files import Elsewhere, own_file, own_folder, write
from ..run.earlier import results
from ..run.fingerprint import of_file
from ..run.plain_tables import Refused
from ..run.under_way import UNDER_WAY
from ..similar import dolos
from ..similar.features import CONSTANT, MISTAKE, Part, parts
from ..similar.given import given_by
from ..similar.page import FAIR, NOBODY, WHY, page, score
from ..similar.ranking import Pair, ranked
from .common import HOMEWORK, LANGUAGE, complain, stop
from .hand_ins import WHERE_FROM, Asked, hand_ins
from .reporter import terminal

HEADS = (_("place"), _("files"), _("score"), _("unusual numbers"), _("rare mistakes"))


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Output folder of grade: its named mistakes are compared, too, and OUT/similar/index.html is written.",
)
@HOMEWORK
@LANGUAGE
@WHERE_FROM[0]
@WHERE_FROM[1]
@click.option("--top", type=click.IntRange(1, 200), default=20, help="How many pairs are shown.")
@click.option(
    "--dolos", "exported", type=click.Path(path_type=Path, file_okay=False), help="Write the files for Dolos."
)
def similar(
    path: Path,
    out: Path | None,
    homework: Homework,
    language: str,
    source: str | None,
    names: str,
    top: int,
    exported: Path | None,
) -> None:
    """Show which files in PATH are alike in what few others of the class have.

    This is a reason to talk to students, and no proof that somebody copied. No file is executed.
    """
    try:
        for folder in (out, exported):
            if folder and folder.resolve().is_relative_to(path.resolve()):
                inside = _("{folder} lies inside {path}: choose a folder elsewhere", folder=str(folder), path=str(path))
                raise Unusable(inside)
        with UNDER_WAY.doing("looking for hand-ins"):
            submissions = hand_ins(path, homework, Asked(source or "", names, None, "")).submissions
        with UNDER_WAY.doing("reading the files") as tell:
            texts, works, left_out = _read(submissions, homework, out, language, tell)
        with UNDER_WAY.doing("comparing the files"):
            pairs = ranked(works)[:top]
        _show(pairs, left_out, homework, language)
        if out:
            titles = {code: title(homework, code, language) for pair in pairs for code in pair.of(MISTAKE)}
            text = page(pairs, works, texts, left_out, titles, language)
            out.mkdir(parents=True, exist_ok=True)
            target = own_file(own_folder(out / "similar") / "index.html")
            write(target, text)
            _written(target, language)
        if exported:
            starter = (homework.folder / homework.filename).read_text(encoding="utf-8")
            exported.mkdir(parents=True, exist_ok=True)
            _written(dolos.export(exported, texts, homework.filename, starter), language)
    except (Unusable, NotReadable, Elsewhere, ValueError) as error:
        raise stop(said(error.args[0], language)) from None
    except OSError as error:
        raise stop(str(error)) from None


def _read(
    submissions: Sequence[Submission], homework: Homework, out: Path | None, language: str, tell: Callable[[str], None]
) -> tuple[dict[str, str], dict[str, list[Part]], dict[str, str]]:
    """Return the texts of the files, what of each is compared, and why others are not compared."""
    codes = _codes(out, homework)
    given = given_by(homework)
    texts: dict[str, str] = {}
    works: dict[str, list[Part]] = {}
    left_out: dict[str, str] = {}
    owners: dict[str, str] = {}  # by path: partners hand in one file
    with Parser() as parser:
        for number, submission in enumerate(submissions, 1):
            name = submission.name
            tell(f"{number} of {len(submissions)}")
            try:
                hand_in = submission.read()
                owner = owners.setdefault(hand_in.path, name)
                if owner != name:
                    left_out[name] = said(_("handed in the same file as {owner}", owner=owner), language)
                    continue
                works[name] = parts(
                    parser.parse(hand_in.text), given, codes.get(of_file(hand_in.text, hand_in.notebook), ())
                )
                texts[name] = hand_in.text
            except (Unusable, NotReadable, NoTree) as error:
                left_out[name] = said(error.args[0], language)
    return texts, works, left_out


def _codes(out: Path | None, homework: Homework) -> dict[str, list[str]]:
    """Return the mistakes that were named in an earlier run, by digest of the file; alternatives count as one."""
    try:
        graded = results(out, homework) if out else {}
    except Refused as error:
        complain(f"{error}; mistakes are not compared")
        return {}
    return {digest: ["|".join(group) for group in result.mistakes] for digest, result in graded.items()}


def _written(path: Path, language: str) -> None:
    click.echo(log(said(_("written: {path}", path=str(path)), language)))


def _show(pairs: list[Pair], left_out: dict[str, str], homework: Homework, language: str) -> None:
    console = terminal()
    table = Table(*(said(name, language) for name in HEADS))
    for place, pair in enumerate(pairs, 1):
        mistakes = ", ".join(title(homework, code, language) for code in pair.of(MISTAKE))
        cells = (str(place), log(" · ".join(pair.names)), score(pair), ", ".join(pair.of(CONSTANT)), mistakes)
        table.add_row(*cells)
    if pairs:
        console.print(table, markup=False)
    for text in (*([] if pairs else [NOBODY]), FAIR, WHY):
        console.print(said(text, language), markup=False, highlight=False, soft_wrap=True)
    for name, why in left_out.items():
        text = _("Not compared: {name}: {why}", name=name, why=why)
        console.print(log(said(text, language)), markup=False, highlight=False, soft_wrap=True)
