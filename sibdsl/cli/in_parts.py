"""Cases reckoned in parts by worker processes, for `--jobs` and `--chunks`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Final

from attrs import frozen

from sibdsl.columns import Records
from sibdsl.diagnostics import Code, Finding, errors
from sibdsl.diagnostics.codes import AFTER_LAST_DAY, NONE_JOINED
from sibdsl.engine.chunks import InParts, reckoned_in_parts
from sibdsl.engine.crossing import crosses
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.processes import Processes
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.inputs import Input
from sibdsl.records.cutting import ranges
from sibdsl.records.files import gather
from sibdsl.records.frames import read_range
from sibdsl.records.ranges import Range
from sibdsl.records.reading import in_order
from sibdsl.render.page import listed
from sibdsl.values import changed

_UNREADABLE: Final = (
    "the case data cannot be read in parts: that takes Parquet files, or CSV files without"
    " quotation marks and with rows of one length, each with its last day in mapping.toml and its"
    " dates in one pattern"
)

_ON_SPARK: Final = "; on Spark, Parquet files only"

WORKER: Final = "a worker process ended before its work was done"


class NotInPartsError(Exception):
    """A part of the case data cannot be read by itself."""


@frozen
class Said:
    """What was found in the data of one part, and the latest day of each file in it."""

    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, Code], ...]
    inputs: tuple[Input, ...]
    latest: Mapping[str, Day | None]


@frozen
class OfRange:
    """Reads the records of one range of cases, as they were known on *as_at* where one is given."""

    contract: Contract
    paths: tuple[Path, ...]
    part: Range
    as_at: Day | None

    def __call__(self) -> tuple[Records, Said]:
        """The records, and what was found."""
        read = read_range(self.contract, self.paths, self.part)
        if read is None or any(f.code is NONE_JOINED for f in read.findings):
            raise NotInPartsError
        records = read.records if self.as_at is None else read.records.as_known_on(self.as_at)
        return records, Said(read.findings, read.left_out, read.inputs, read.latest)


@frozen
class Parts:
    """A ledger made in parts, with what was found; or *why* there is none.

    Where *why* is said and *lost* is not, the cases can be reckoned in one piece.
    """

    found: InParts | None = None
    findings: tuple[Finding, ...] = ()
    left_out: tuple[tuple[str, Code], ...] = ()
    inputs: tuple[Input, ...] = ()
    why: str = ""
    lost: bool = False


Reckoner = Callable[[Sequence[OfRange]], InParts | str]
"""Reckons the cases of all parts; or says why it could not."""


def in_parts(
    contract: Contract,
    paths: Sequence[Path],
    size: tuple[int, Processes],
    as_at: Day | None,
    folder: Path,
) -> Parts:
    """The ledger of the cases in *paths*, in so many parts by those worker processes.

    What is worked out on the way stands in *folder*.
    """
    parts, processes = size

    def reckon(sources: Sequence[OfRange]) -> InParts | str:
        found = reckoned_in_parts(contract, sources, processes, folder)
        return WORKER if found is None else found

    if not crosses(contract):
        # They start while it is looked where the parts begin.
        processes.start(__name__)
    return _parts(contract, paths, (parts, folder), as_at, reckon)


def in_parts_on_spark(
    contract: Contract,
    paths: Sequence[Path],
    size: tuple[int, str],
    as_at: Day | None,
    folder: Path,
) -> Parts:
    """The same in so many parts on the Spark of that master, such as `local[2]`."""
    parts, master = size

    def reckon(sources: Sequence[OfRange]) -> InParts | str:
        try:
            # Imported here: an extra of its own, and a virtual machine.
            from sibdsl.engine.spark import reckoned_on_spark
        except ImportError:
            return "Spark is not installed: `pip install sibdsl[spark]`"
        return reckoned_on_spark(contract, sources, master, folder)

    # The machines of a cluster read the files themselves: there is no folder that all can see.
    return _parts(contract, paths, (parts, None), as_at, reckon)


def _parts(
    contract: Contract,
    paths: Sequence[Path],
    size: tuple[int, Path | None],
    as_at: Day | None,
    reckon: Reckoner,
) -> Parts:
    """The ledger of so many parts; what has to be put in order for that goes into the folder."""
    crossing = crosses(contract)
    if crossing:
        return Parts(why=f"{listed(crossing)} go over all cases")
    unreadable = _UNREADABLE if size[1] is not None else _UNREADABLE + _ON_SPARK
    cut = ranges(contract, paths, *size)
    if cut is None:
        return Parts(why=unreadable)
    try:
        found = reckon([OfRange(contract, tuple(paths), part, as_at) for part in cut])
    except NotInPartsError:
        return Parts(why=unreadable)
    except NotCompiledError as missing:
        return Parts(why=str(missing))
    if isinstance(found, str):
        return Parts(why=found, lost=True)
    said: list[Said] = list(found.told)
    findings = in_order(dict.fromkeys(_found(said)))
    if any(errors(findings)):
        return Parts(findings=findings, why="the case data have errors", lost=True)
    left_out = tuple(sorted(one for each in said for one in each.left_out))
    return Parts(found, findings, left_out, _inputs(said[0].inputs, paths))


def _found(said: Sequence[Said]) -> Iterator[Finding]:
    """What was found in all parts; how far a file goes is said by the part that goes furthest."""
    latest: dict[str, Day] = {}
    for each in said:
        for file, day in each.latest.items():
            latest[file] = max(day or 0, latest.get(file, 0))
    for each in said:
        for finding in each.findings:
            of = finding.place.file if finding.place is not None else ""
            if finding.code != AFTER_LAST_DAY or each.latest.get(of) == latest[of]:
                yield finding


def _inputs(read: Sequence[Input], paths: Sequence[Path]) -> tuple[Input, ...]:
    """The files that were *read* in parts, with the fingerprint of each as a whole."""
    files = {file.name: file.path for file in gather(paths).files}
    return tuple(
        changed(one, sha256=_fingerprint(files[one.file])) if one.file in files else one
        for one in read
    )


def _fingerprint(path: Path) -> str:
    with path.open("rb") as data:
        return file_digest(data, "sha256").hexdigest()
