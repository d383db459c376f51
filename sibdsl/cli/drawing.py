"""Writing the drawing of each case that breaks a law into a folder."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sibdsl.cli.writing import write
from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NOT_WRITTEN
from sibdsl.model.contract import Contract
from sibdsl.model.verdicts import Verdict
from sibdsl.render.timeline_svg import timeline_svg


def drawings(contract: Contract, found: Sequence[Verdict]) -> dict[str, str]:
    """The text of each file by its name: one for each law that a history breaks."""
    made = ((one.law, timeline_svg(contract, one)) for one in found)
    return {_named(law): text for law, text in made if text is not None}


def _named(law: str) -> str:
    """The name of the file for a law: `promise 11.2` is drawn in `promise-11.2.svg`."""
    return f"{re.sub(r'[^A-Za-z0-9.-]+', '-', law)}.svg"


def write_drawings(folder: Path, files: dict[str, str]) -> Iterator[Finding]:
    """Put every file in *folder*, made if it is not there; what is wrong, if anything.

    All are drawn before the first is written, and each is written whole or not at all.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as broken:
        reason = broken.strerror or "unknown reason"
        message = f"the folder cannot be made: {reason[:1].lower()}{reason[1:]}"
        yield Finding(NOT_WRITTEN, message, Place(str(folder)))
        return
    for name, text in files.items():
        finding = write(folder / name, text)
        if finding is not None:
            yield finding
