"""``interview``: questions about a student's own code."""

from pathlib import Path

import click

from assignment.engine.clean import log
from assignment.engine.homework import Homework
from assignment.engine.language import LANGUAGES, _, in_languages, said

from ..grading.result import Result
from ..intake.choose import HandIn
from ..intake.place import NotReadable, Unusable
from ..intake.syntax import NoTree, Parser
from ..interview.questions import Named, questions
from ..interview.sheet import sheet
from ..mistakes.catalogue import advice, more
from ..reports.files import Elsewhere, own_file, own_folder, write
from ..run.earlier import results
from ..run.fingerprint import of_file
from ..run.plain_tables import Refused
from ..run.under_way import UNDER_WAY
from .common import HOMEWORK, LANGUAGE, complain, stop
from .hand_ins import WHERE_FROM, Asked, hand_ins


@click.command()
@click.argument("file_or_name")
@click.option(
    "--class", "class_", type=click.Path(path_type=Path, exists=True), help="The class in which the name is looked up."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Output folder of grade: its named mistakes are asked about, too, and OUT/interview/NAME.md is written.",
)
@WHERE_FROM[0]
@WHERE_FROM[1]
@HOMEWORK
@LANGUAGE
def interview(
    file_or_name: str,
    class_: Path | None,
    out: Path | None,
    source: str | None,
    names: str,
    homework: Homework,
    language: str,
) -> None:
    """Print five questions about a student's own lines, with what a good answer holds.

    FILE_OR_NAME is a file or a student's folder; with --class, the name of a submission in it. No file is executed.
    """
    try:
        name, hand_in = _read(file_or_name, class_, homework, Asked(source or "", names, None, ""))
        with UNDER_WAY.doing("reading the file"), Parser() as parser:
            tree = parser.parse(hand_in.text)
        asked = questions(tree, hand_in.text, homework, _named(hand_in, out, homework))
        page = sheet(name, hand_in.text, asked, language)
        click.echo(page, nl=False)
        if out and asked:
            out.mkdir(parents=True, exist_ok=True)
            target = own_file(own_folder(out / "interview") / f"{name}.md")
            write(target, page)
            click.echo(log(f"written: {target}"), err=True)
    except NoTree as error:
        raise stop(f"{file_or_name}: {said(error.args[0], language)}") from None
    except (Unusable, NotReadable, Elsewhere, ValueError) as error:
        raise stop(said(error.args[0], language)) from None
    except OSError as error:
        raise stop(str(error)) from None


def _read(wanted: str, class_: Path | None, homework: Homework, asked: Asked) -> tuple[str, HandIn]:
    """Return the name of a submission and its file."""
    path = Path(wanted)
    if class_ is None and not path.exists():
        raise Unusable(_("there is no file {name}: give its path, or the class with --class", name=wanted))
    submissions = hand_ins(class_ or path, homework, asked).submissions
    if class_ is None and len(submissions) > 1:
        several = _(
            "{name} holds {n} submissions: choose one and give the class with --class", name=wanted, n=len(submissions)
        )
        raise Unusable(several)
    found = [one for one in submissions if class_ is None or wanted in (one.name, one.handed_in)]
    if not found:
        raise Unusable(_("there is no submission {name} in {path}", name=wanted, path=str(class_)))
    name = found[0].name
    own_folder_name = class_ is None and path.is_file() and path.name == homework.filename
    return (path.resolve().parent.name if own_folder_name else name), found[0].read()


def _named(hand_in: HandIn, out: Path | None, homework: Homework) -> list[Named]:
    """Return the mistakes that an earlier run named in exactly this file."""
    try:
        result = results(out, homework).get(of_file(hand_in.text, hand_in.notebook)) if out else None
    except Refused as error:
        complain(f"{error}; named mistakes are left out")
        return []
    return [*_mistakes(result, homework)] if result else []


def _mistakes(result: Result, homework: Homework) -> list[Named]:
    return [
        Named(
            finding.function,
            in_languages({name: advice(group, homework, name, task) for name in LANGUAGES}),
            in_languages({name: more(homework, group[0], name) if len(group) == 1 else "" for name in LANGUAGES}),
        )
        for task, findings in result.findings.items()
        for finding in findings
        for group in finding.mistakes
    ]
