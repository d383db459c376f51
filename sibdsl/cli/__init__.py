"""The commands. Each lives in a module of its own, which is imported when it is asked for."""

import gc
from importlib import import_module
from keyword import iskeyword
from typing import Final

import click

COMMANDS: Final = {
    "check": "A contract, and what is due on its case data.",
    "claim": "What to claim now, on top of what was claimed before.",
    "statement": "The claim of one period, as a page, a workbook or a PDF to send and to sign.",
    "test": "The worked examples of contracts, computed.",
    "lint": "The questions that a contract leaves open.",
    "verify": "The laws that a contract keeps or breaks, with the case that breaks each.",
    "diff": "What changed in meaning between two versions of a contract.",
    "render": "A contract set for reading: HTML, Word, PDF or Markdown.",
    "fmt": "Lay contracts out in the house layout.",
    "explain": "A code of a finding, or a contract as it is understood.",
    "import": "A rate card from Word or Excel, as sentences.",
    "new": "A folder with a small contract to begin from.",
}
"""Each command and what it shows, said here so that `--help` imports none of them."""


class Commands(click.Group):
    """A group that imports a command only to run it: start-up is a feature."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the page of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        # A run makes many small values, in no circles, and ends soon: looking for garbage finds
        # none. Said before the command is imported, for its classes are most of them.
        gc.disable()
        command: click.Command = import_module(_module(cmd_name)).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands on the page of help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _module(name: str) -> str:
    """The module of a command; one that is named by a word of Python ends in an underscore."""
    return f"sibdsl.cli.{name}{'_' if iskeyword(name) else ''}"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sibdsl", message="%(prog)s %(version)s")
def main() -> None:
    """Contracts in sentences, and what is due under them, to the penny.

    Exit status: 0 nothing to say (warnings do not count), 1 findings, 2 wrong usage.
    """
