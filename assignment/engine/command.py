"""A command whose help and errors are in the student's language: Click has them in English only."""

from typing import Any

import click

from .language import Text, _, chosen, said


def here(text: str) -> str:
    """Return a text in the language of the student who works in this folder."""
    return said(text, chosen())


class Command(click.Command):
    """Says in the student's language how it is used, and what is wrong with its arguments."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> click.Context:
        """Read the arguments; one sentence and exit code 2 if they do not fit."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            click.echo(here(_wrong(error)), err=True)
            click.echo(here(_("help: {command} --help", command=info_name or "")), err=True)
            raise click.exceptions.Exit(2) from None

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=here(_("Usage: ")))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(here(_("Options"))):
            formatter.write_dl(records)


def _wrong(error: click.UsageError) -> str:
    """Return what is wrong with the arguments, in every language."""
    match error:
        case click.NoSuchOption(option_name=name):
            return _("there is no option {name}", name=name)
        case click.BadOptionUsage(option_name=name):
            return _("{name} needs another value after it, or none", name=name)
        case click.BadParameter(message=Text() as message):
            return message
        case click.BadParameter(param=param) if param:
            return _("the value of {name} does not fit", name=param.opts[0])
    return _("there are more arguments than this command takes")
