"""A rate card on disk: a Word file or an Excel workbook, of a size that a rate card can have."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import CARD_NOT_OPENED
from sibdsl.rate_cards.grid import Opened

_LARGEST: Final = 20 * 2**20
"""Bytes of a file; a rate card has a few pages, its pictures included."""

_LARGEST_INSIDE: Final = 200 * 2**20
"""Bytes of what is packed in a file: a small one can hold what fills a machine."""

_LOCKED: Final = "it is locked with a password, or saved by a program before 2007"
_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0"
"""How a file begins that is locked with a password, or is of the kind before 2007."""


def open_card(path: Path) -> Opened:
    """The tables of the rate card at *path*; what is wrong with the file is a finding."""
    reader = _reader(path.suffix.lower())
    if reader is None:
        return _refused(
            path,
            f"`{path.name}` is neither a Word file (.docx) nor an Excel workbook (.xlsx)",
            "save it as one of these; a PDF has pictures of tables and no tables",
        )
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError as broken:
        return _refused(path, f"the rate card cannot be opened: {broken.strerror}")
    if data is None:
        return _refused(path, "the rate card is larger than 20 megabytes", _BY_ITSELF)
    wrong = _wrong(path, data)
    return wrong or reader(data, path)


_SAVE_ANEW: Final = "open it in Word or Excel, and save it anew as .docx or .xlsx"
_UNLOCK: Final = "open it in Word or Excel and save it anew as .docx or .xlsx, without a password"


def refused(path: Path, reason: str, help_: str = _SAVE_ANEW) -> Opened:
    """A file of which nothing can be read."""
    return _refused(path, f"the rate card cannot be read: {reason}", help_)


_BY_ITSELF: Final = "save the page with the tables as a file by itself"


BROKEN: Final = (
    BadZipFile, zlib.error, EOFError, OSError, RuntimeError, SyntaxError, ValueError,
    KeyError, IndexError, AttributeError,
)  # fmt: skip
"""What libraries raise of a file that is broken, and which they do not say."""


def _refused(path: Path, message: str, help_: str | None = None) -> Opened:
    return Opened(findings=(Finding(CARD_NOT_OPENED, message, Place(str(path)), help=help_),))


def _reader(ending: str) -> Callable[[bytes, Path], Opened] | None:
    """What reads files of that ending, imported only when there is one."""
    if ending == ".docx":
        from sibdsl.rate_cards.word_file import read_word

        return read_word
    if ending == ".xlsx":
        from sibdsl.rate_cards.excel_file import read_excel

        return read_excel
    return None


def _wrong(path: Path, data: bytes) -> Opened | None:
    """Why the bytes are no file that can be read; None where they may be one."""
    if not data:
        return refused(path, "it is empty", "ask for the file again, or save it anew")
    if data.startswith(_ENCRYPTED):
        return refused(path, _LOCKED, _UNLOCK)
    try:
        with ZipFile(BytesIO(data)) as parts:
            inside = sum(part.file_size for part in parts.infolist())
            kind = _kind(parts)
    except BROKEN:
        return refused(path, "it is broken, or a file of another kind")
    if inside > _LARGEST_INSIDE:
        return _refused(path, "the rate card holds more than 200 megabytes", _BY_ITSELF)
    if kind and not path.name.lower().endswith(kind):
        return refused(
            path, f"within, it is a file of the kind {kind}", f"give its name the ending {kind}"
        )
    return None


def _kind(parts: ZipFile) -> str:
    """The ending that fits what is packed in the file; nothing where it is of neither kind."""
    folders = {name.partition("/")[0] for name in parts.namelist()}
    return next((_KINDS[folder] for folder in _KINDS if folder in folders), "")


_KINDS: Final = {"word": ".docx", "xl": ".xlsx"}
"""The folder of the words in a file, and the ending of such a file."""
