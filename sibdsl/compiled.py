"""A contract read once and kept: the next run of any command need not parse it again.

What is kept lies in the cache folder of the user, named by the text of the contract and by this
very program, so that a change to either is never answered with what was kept before.
"""

import os
import pickle
import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.model.examples import Result
from sibdsl.model.lowered import Lowered
from sibdsl.source import Source

_NOT_THIS_PROGRAM: Final = (AttributeError, ImportError, IndexError, TypeError)
"""What a file kept by another program raises when it is read."""

FOLDER: Final = Path(".cache") / "sibdsl"


@frozen
class Compiled:
    """A contract: its text, what it means if nothing is wrong, and all that is.

    *results* are its worked examples, computed; *questions* those it leaves open, a warning each.
    """

    source: Source
    lowered: Lowered | None
    findings: tuple[Finding, ...]
    results: tuple[Result, ...] = ()
    questions: tuple[Finding, ...] = ()


def compiled(source: Source) -> Compiled:
    """*source*, read, checked and lowered; taken from the cache where it was read before."""
    place = _place(source)
    kept = _kept(place) if place is not None else None
    if kept is not None:
        return kept
    # The parser is most of start-up: it is imported only for a contract not yet read.
    loaded = import_module("sibdsl.pipeline").loaded(source)
    lowered = loaded.lowered
    results, questions = _worked(lowered), _left_open(loaded)
    made = Compiled(source, lowered, loaded.findings, results, questions)
    if place is not None:
        _keep(made, place)
    return made


def _worked(lowered: Lowered | None) -> tuple[Result, ...]:
    """The worked examples, computed; none of a contract that has errors."""
    if lowered is None:
        return ()
    worked = import_module("sibdsl.interpret.examples").worked
    return tuple(worked(lowered.contract, example) for example in lowered.examples)


def _left_open(loaded: Any) -> tuple[Finding, ...]:
    """The questions that the contract leaves open; none of one with errors outside its examples."""
    spared = import_module("sibdsl.pipeline").without_faulty_examples
    lowered = loaded.lowered or spared(loaded)
    if lowered is None:
        return ()
    asked = import_module("sibdsl.questions.findings").findings
    return tuple(asked(lowered.contract, loaded.document))


def _place(source: Source) -> Path | None:
    """Where the contract is kept; None where the user has no folder of their own."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    digest = sha256(f"{_program()}\n{source.name}\n{source.text}".encode()).hexdigest()
    return home / FOLDER / f"{digest[:32]}.contract"


def _program() -> str:
    """What changes whenever this program, its grammar or its Python does."""
    package = Path(__file__).parent
    folders = (package, package.parent / "grammar", package / "grammar")
    stats = [
        (path, entry.stat())
        for folder in folders
        if folder.is_dir()
        for path, _, names in os.walk(folder)
        for entry in (
            Path(path) / name for name in sorted(names) if name.endswith((".py", ".lark"))
        )
    ]
    return f"{sys.version} {[(str(p), s.st_mtime_ns, s.st_size) for p, s in stats]}"


def _kept(place: Path) -> Compiled | None:
    """What is kept at *place*; None where nothing is, or nothing that can be read."""
    try:
        kept = pickle.loads(place.read_bytes())  # noqa: S301 (the user's own folder)
    except (OSError, pickle.UnpicklingError, EOFError, *_NOT_THIS_PROGRAM):
        return None
    return kept if isinstance(kept, Compiled) else None


def _keep(made: Compiled, place: Path) -> None:
    """Keep *made* at *place*, whole or not at all; nothing where the folder cannot be written."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=place.parent, delete=False) as file:
            pickle.dump(made, file)
        Path(file.name).replace(place)
    except OSError:
        return
