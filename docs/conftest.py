"""Every block of the pages runs.

`sib` blocks are checked as contracts (a fragment is completed by `base.sib`) and their worked
examples are computed. `[! SIB101]` in a block says that this finding stands on that line. A
`sib-syntax` block needs only to be sentences. A `sib` block under `<!-- into: FILE -->` is written
into that contract instead. `console` blocks are run and print what they show; `[…]` stands for what
is left out. `python` blocks are run.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from console import INTO, alike, printed, sessions, write_into
from surroundings import completed
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from sibdsl import api
from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.frame import frame
from sibdsl.source import Source
from sibdsl.syntax.parse import parse

ROOT: Final = Path(__file__).parents[1]
_PLACES: Final[list[tuple[tempfile.TemporaryDirectory[str], Path]]] = []
MARK: Final = re.compile(r"\[! (SIB\d{3})")


def check_contract(example: Example) -> None:
    """The block has the findings that it marks and no others, and its examples hold."""
    into = INTO.search(example.document.text[: example.region.start])
    if into:
        write_into(Path(into[1]), example.parsed)
        return
    read = api.load_text(completed(example.parsed), "block.sib")
    assert_marked(example.parsed, read.findings)
    if read.lowered is not None:
        results = api.examples(read.lowered.contract, read.lowered.examples)
        wrong = [f"{result.example.name}: {words}" for result in results for words in result.wrong]
        assert not wrong, "\n".join(wrong)


def check_sentences(example: Example) -> None:
    """The block can be read, but for the findings that it marks."""
    assert_marked(example.parsed, parse(Source("block.sib", example.parsed)).findings)


def run_console(example: Example) -> None:
    """Each command of the block prints what the block shows."""
    for command, shown in sessions(example.parsed):
        output = printed(command)
        assert alike(shown, output), f"$ {command}\n{output}"


def assert_marked(text: str, findings: tuple[Finding, ...]) -> None:
    marked = sorted(
        (number, mark)
        for number, line in enumerate(text.splitlines(), start=1)
        for mark in MARK.findall(line)
    )
    found = sorted((f.place.line if f.place else 0, f.code.number) for f in findings)
    assert found == marked, "\n".join(frame(finding) for finding in findings) or "no findings"


def setup(namespace: dict[str, Any]) -> None:
    """Each page runs in a folder of its own, which holds a copy of the contracts."""
    place = tempfile.TemporaryDirectory()
    shutil.copytree(ROOT / "contracts", Path(place.name) / "contracts")
    _PLACES.append((place, Path.cwd()))
    os.chdir(place.name)


def teardown(namespace: dict[str, Any]) -> None:
    """Go back, and remove the copy; a page that names a variable has no say in which folder."""
    place, before = _PLACES.pop()
    os.chdir(before)
    place.cleanup()


pytest_collect_file = Sybil(
    parsers=[
        CodeBlockParser("sib", check_contract),
        CodeBlockParser("sib-syntax", check_sentences),
        CodeBlockParser("console", run_console),
        PythonCodeBlockParser(),
    ],
    patterns=["*.md"],
    setup=setup,
    teardown=teardown,
).pytest()
