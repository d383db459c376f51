"""Bytes to text, strictly: UTF-8, UTF-16 with its mark, or Windows-1252 with a finding."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from attrs import frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NOT_TEXT, WINDOWS_1252


@frozen
class Decoded:
    """The text, None where the bytes are none; the encoding is never guessed silently."""

    text: str | None
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, file: str) -> Decoded:
    """The text of *data*, without a byte-order mark; non-breaking spaces become spaces."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _checked(_strictly(data, "utf-16"), file)
    text = _strictly(data, "utf-8-sig")
    if text is not None:
        return _checked(text, file)
    decoded = _checked(_strictly(data, "cp1252"), file)
    if decoded.text is None:
        return decoded
    message = "the file is not in UTF-8; it was read as Windows-1252"
    help_ = "save it as `CSV UTF-8` if letters with accents look wrong"
    return Decoded(decoded.text, (Finding(WINDOWS_1252, message, Place(file), help=help_),))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(text: str | None, file: str) -> Decoded:
    """A text with a NUL in it is one in another encoding, read wrongly."""
    if text is None or "\0" in text:
        message = "the bytes of the file are no text in UTF-8, UTF-16 or Windows-1252"
        help_ = "save it again as `CSV UTF-8`"
        return Decoded(None, (Finding(NOT_TEXT, message, Place(file), help=help_),))
    return Decoded(text.replace("\xa0", " ").replace("\u202f", " "))
