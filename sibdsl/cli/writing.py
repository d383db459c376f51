"""Writing a file whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NOT_WRITTEN


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
