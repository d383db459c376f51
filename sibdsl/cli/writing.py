"""Writing a file, of a kind that we write, whole or not at all."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NOT_WRITTEN

ENDINGS: Final = (".csv", ".json")
"""A table and an object: what a claim is written as."""

OF_A_LEDGER: Final = (".csv", ".json", ".parquet", ".xlsx")

OF_A_STORY: Final = (".svg", ".html", ".docx", ".pdf", ".md")


def table_or_object(_: click.Context, __: click.Parameter, out: Path | None) -> Path | None:
    """Refuse a file that is neither a table nor an object."""
    return _ending_in(ENDINGS, out)


def ledger_file(_: click.Context, __: click.Parameter, out: Path | None) -> Path | None:
    """Refuse a file that no ledger is written as."""
    return _ending_in(OF_A_LEDGER, out)


def story_file(_: click.Context, __: click.Parameter, out: Path | None) -> Path | None:
    """Refuse a file that no story is told in."""
    return _ending_in(OF_A_STORY, out)


def _ending_in(endings: tuple[str, ...], out: Path | None) -> Path | None:
    if out is not None and out.suffix.lower() not in endings:
        *most, last = endings
        endings_ = f"{', '.join(most)} or {last}" if most else last
        raise click.BadParameter(f"`{out.name}` does not end in {endings_}")
    return out


def new_file(_: click.Context, __: click.Parameter, out: Path | None) -> Path | None:
    """Refuse a file that is there: what is written could not be made again from what is read."""
    if out is not None and out.exists():
        raise click.BadParameter(f"`{out}` is there already: name a new file")
    return out


def keep_apart(out: Path | None, contract: Path, *read: Path) -> None:
    """Refuse to write over the *contract* (or any in its folder), or over and among what is *read*:
    files, and those in folders of data.
    """
    if out is None:
        return
    target = out.resolve()
    sentences = target.suffix == ".sib" and target.parent == contract.resolve()
    if sentences or any(target == path.resolve() for path in (contract, *read)):
        raise click.UsageError(f"--out {out} is read: name another file")
    if any(target.parent == path.resolve() for path in read if path.is_dir()):
        raise click.UsageError(f"--out {out} lies among the case data: name another file")


def write(path: Path, text: str) -> Finding | None:
    """Put *text* in the place of *path* in one step, as UTF-8; what is wrong, if anything."""
    return put(path, lambda beside: beside.write_bytes(text.encode()))


def put(path: Path, fill: Callable[[Path], object]) -> Finding | None:
    """Put the file that *fill* writes in the place of *path* in one step; what is wrong, if any.

    It is written beside it first, so a file that stood there is whole to the end, and a process
    that is stopped leaves no part of a file under that name.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        fill(beside)
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except OSError as broken:
        reason = broken.strerror or str(broken) or "unknown reason"
        message = f"the file cannot be written: {reason[:1].lower()}{reason[1:]}"
        return Finding(NOT_WRITTEN, message, Place(str(path)))
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return None
