"""At a terminal the words of a contract have their colours; elsewhere nothing has any."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sibdsl.render.coloured import clauses_coloured, coloured, frames_coloured

TERM = "\x1b[36m{}\x1b[39;49;00m"
BOLD = "\x1b[01m{}\x1b[39;49;00m"
AMOUNT = "\x1b[32m{}\x1b[39;49;00m"
FRAME = """\
error[SIB109]: `payz` is not a word of the language
 --> a.sib:1:15 (clause 6.1)
  |
1 | 6.1 Home Week payz £5.
  |               ^^^^
  = help: did you mean `pays`?"""


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def at_a_terminal(*command: str, **environment: str) -> str:
    """What the program writes where its output is a terminal."""
    ours, theirs = pty.openpty()
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "sibdsl", *command], stdout=theirs, env=known | environment
    ) as run:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the terminal is closed: so Linux says it
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    assert run.returncode == 1
    return b"".join(parts).decode("utf-8")


def test_each_kind_of_word_has_its_colour() -> None:
    assert coloured("6.1 Home Week pays £5.") == (
        f"{BOLD.format('6.1')} {TERM.format('Home Week')} {BOLD.format('pays')} "
        f"{AMOUNT.format('£5')}."
    )


def test_a_frame_shows_the_line_in_colour_and_keeps_its_marks() -> None:
    page = frames_coloured(f"Findings: 1 error\n\n{FRAME}")

    assert f"1 | {BOLD.format('6.1')} {TERM.format('Home Week')} payz" in page
    assert plain(page) == f"Findings: 1 error\n\n{FRAME}"


def test_a_line_of_a_table_is_no_frame() -> None:
    page = " --> cases/episodes.csv:1:3\n  |\n1 | Home Week pays\n  |   ^"

    assert frames_coloured(page) == page


def test_the_words_of_a_clause_are_coloured_and_not_what_they_become() -> None:
    page = "3.1 Care means each day in the\n    Episodes.\n    = Care: the days in each Episode\n"

    found = clauses_coloured(page)
    assert found.startswith(f"{BOLD.format('3.1')} {TERM.format('Care')} {BOLD.format('means')}")
    assert f"\n    {TERM.format('Episodes')}.\n    = Care: the days in each Episode\n" in found
    assert plain(found) == page


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of other systems")
def test_findings_have_colours_at_a_terminal_unless_its_owner_wants_none(tmp_path: Path) -> None:
    contract = tmp_path / "a.sib"
    contract.write_text("6.1 Home Week payz £5.\n", encoding="utf-8")

    colours = at_a_terminal("check", str(contract))
    without = at_a_terminal("check", str(contract), NO_COLOR="1")
    assert TERM.format("Home Week") in colours
    assert "\x1b[31m\x1b[1merror" in colours
    assert "\x1b" not in without
    assert plain(colours) == without
