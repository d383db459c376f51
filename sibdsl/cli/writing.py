"""Writing a file, of a kind that we write, whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

import click

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NOT_WRITTEN

ENDINGS = (".csv", ".json")


def table_or_object(_: click.Context, __: click.Parameter, out: Path | None) -> Path | None:
    """Refuse a file that is neither a table nor an object."""
    if out is not None and out.suffix.lower() not in ENDINGS:
        raise click.BadParameter(f"`{out.name}` ends in neither .csv nor .json")
    return out


def write(path: Path, text: str) -> Finding | None:
    """Put *text* in the place of *path* in one step, as UTF-8; what is wrong, if anything.

    It is written beside it first, so a file that stood there is whole to the end.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(text.encode())
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except OSError as broken:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        reason = broken.strerror or "unknown reason"
        message = f"the file cannot be written: {reason[:1].lower()}{reason[1:]}"
        return Finding(NOT_WRITTEN, message, Place(str(path)))
    return None
