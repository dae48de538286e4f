"""All commands by name; the module of a command is imported when the command is used."""

import importlib

import click

from assignment.engine.homework import load

from ..run.under_way import UNDER_WAY

COMMANDS = {  # what the list of commands says about each
    "assignment": "Generate the students' files from solutions/ and the checks.",
    "doctor": "Try each layer of the sandbox on this machine.",
    "grade": "Grade a folder of submissions, a zip file of it, or one file.",
    "interview": "Print questions about a student's own code, for a talk.",
    "merge": "Combine the parts of a class that were graded with --shard.",
    "otter": "Build the zip for `otter run` and Gradescope, for trusted files.",
    "release": "Zip the assignment for students.",
    "report": "Write the pages of a run again, in another language for example.",
    "similar": "Show which files of a class are alike in what few others have.",
    "summary": "Print a grades.csv as a Markdown table.",
}
MODULES = {"assignment": "build", "otter": "build", "release": "build"}  # where it has another name


class Commands(click.Group):
    """Commands whose help names the homework that is graded by default."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        with UNDER_WAY.doing("loading the grader"):
            module = importlib.import_module(f"{__package__}.{MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's text, then the homework's title."""
        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"The kit's own homework: {load().title}.")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grade a homework."""
