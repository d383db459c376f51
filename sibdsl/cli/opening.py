"""The contract at a path: a `.sib` file, or the one in a folder."""

from pathlib import Path

from attrs import frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NO_CONTRACT, NOT_OPENED, NOT_UTF8, WHICH_CONTRACT
from sibdsl.source import Source

ENDING = ".sib"
USUAL = "contract.sib"


@frozen
class Opened:
    """The text of a contract and the bytes it was read from, or why there is none."""

    source: Source | None
    findings: tuple[Finding, ...] = ()
    data: bytes = b""


def opened(path: Path) -> Opened:
    """The contract at *path*, read as UTF-8 with or without a byte-order mark."""
    file = _file(path)
    if isinstance(file, Finding):
        return Opened(None, (file,))
    try:
        data = file.read_bytes()
    except OSError as broken:
        reason = broken.strerror or "unknown reason"
        message = f"the contract cannot be opened: {reason[:1].lower()}{reason[1:]}"
        return Opened(None, (Finding(NOT_OPENED, message, Place(str(file))),))
    return decoded(data, str(file))


def decoded(data: bytes, name: str) -> Opened:
    """The text of the bytes *data*; every line end is one character, as Python reads text."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        return Opened(Source(name, text), data=data)
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        message = "the contract is not in UTF-8: this line has a byte that is none"
        advice = "save it as UTF-8 text; a word processor calls it “plain text, Unicode”"
        return Opened(None, (Finding(NOT_UTF8, message, Place(name, line), help=advice),))


def _file(path: Path) -> Path | Finding:
    """The file itself; of a folder `contract.sib`, or the only contract there."""
    if not path.is_dir():
        return path
    if (path / USUAL).is_file():
        return path / USUAL
    try:
        found = sorted(each for each in path.iterdir() if each.suffix == ENDING)
    except OSError as broken:
        message = f"the folder cannot be opened: {broken.strerror}"
        return Finding(NOT_OPENED, message, Place(str(path)))
    if len(found) == 1:
        return found[0]
    if not found:
        message = f"the folder holds no file that ends in `{ENDING}`"
        advice = f"call the contract `{USUAL}`, or begin one with `sibdsl new FOLDER`"
        return Finding(NO_CONTRACT, message, Place(str(path)), help=advice)
    names = ", ".join(f"`{each.name}`" for each in found)
    message = f"the folder holds more than one contract, and none is `{USUAL}`: {names}"
    return Finding(WHICH_CONTRACT, message, Place(str(path)), help="name one of the files")
