"""What a reader of the tutorial does: runs a command, or writes a clause into a contract."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from click.testing import CliRunner

from sibdsl.cli import main

INTO: Final = re.compile(r"<!-- into: (\S+) -->\s*\Z")
_CLAUSE: Final = r"^{} .*?(?=^\d+\.\d+ |^#|^\s*$|\Z)"


def sessions(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and what the page says it prints."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown.strip()


def printed(command: str) -> str:
    """What `sibdsl …` prints here, errors and all."""
    program, *arguments = shlex.split(command)
    assert program == "sibdsl", command
    return CliRunner().invoke(main, arguments, prog_name=program).output.strip()


def alike(shown: str, output: str) -> bool:
    """Whether the page shows *output*; an ellipsis in brackets stands for what it leaves out.

    >>> alike("Total £5 […]\\nend", "Total £5 and more\\nend"), alike("Total £5", "Total £50")
    (True, False)
    """
    pattern = ".*".join(re.escape(part) for part in shown.split("[…]"))
    return re.fullmatch(pattern, output, re.DOTALL) is not None


def write_into(path: Path, block: str) -> None:
    """Put each clause of *block* in the place of the one of its number, or after the one before."""
    text = path.read_text(encoding="utf-8")
    for found in re.finditer(_CLAUSE.format(r"(\d+)\.(\d+)"), block, re.MULTILINE | re.DOTALL):
        section, number = found[1], int(found[2])
        old = _clause(text, section, number)
        start, end = old.span() if old else (_after(text, section, number - 1),) * 2
        text = text[:start] + found[0].rstrip("\n") + "\n" + text[end:]
    path.write_text(text, encoding="utf-8")


def _clause(text: str, section: str, number: int) -> re.Match[str] | None:
    pattern = _CLAUSE.format(rf"{section}\.{number}")
    return re.search(pattern, text, re.MULTILINE | re.DOTALL)


def _after(text: str, section: str, number: int) -> int:
    before = _clause(text, section, number)
    assert before is not None, f"no clause {section}.{number} to write the next one after"
    return before.end()
