"""What `sibdsl check` was asked for."""

import os
from pathlib import Path
from typing import Final

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.model.days import Day
from sibdsl.model.pseudonyms import Naming
from sibdsl.render.found import every_one, first_of_each

COLUMNS: Final = "columns"
SPARK: Final = "spark"

_MUCH: Final = 8_000_000
"""From so many bytes of case data on, columns are the quicker; a Parquet file counts eightfold."""

_VERY_MUCH: Final = 20_000_000
"""So many are mostly more than half a million rows, which go in parts."""

_MOST_PROCESSES: Final = 4


def _size(sources: tuple[Path, ...]) -> int:
    """The bytes of the case data in *sources*, as they would be in CSV."""
    files = [file for at in sources for file in (at.iterdir() if at.is_dir() else [at])]
    return sum(
        file.stat().st_size * (8 if file.suffix.lower() == ".parquet" else 1)
        for file in files
        if file.is_file()
    )


@frozen
class Asked:
    """What the command line asks for."""

    path: Path
    data: tuple[Path, ...]
    as_at: Day | None
    case: str | None
    out: Path | None
    verbose: bool
    how: str
    group: str | None = None
    whole: bool = False
    engine: str = "auto"
    jobs: int | None = None
    chunks: int | None = None
    master: str = "local[*]"
    command: str = "check"
    pseudonyms: Naming | None = None

    @property
    def number(self) -> str | None:
        """The number of the case asked for, under the name that it goes by."""
        if self.case is None or self.pseudonyms is None:
            return self.case
        return self.pseudonyms.meant(self.case)

    @property
    def explains(self) -> bool:
        """Whether the story of a case, of a group or of the whole is asked for."""
        return any(value is not None for value in self.stories.values())

    @property
    def stories(self) -> dict[str, object]:
        """Each option that asks for a story, and what it was given; None where it was not."""
        return {"--case": self.case, "--group": self.group, "--whole": self.whole or None}

    @property
    def sources(self) -> tuple[Path, ...]:
        """The case data: as named, else the folder `cases` beside the contract of a folder."""
        cases = self.path / "cases"
        return self.data or ((cases,) if cases.is_dir() else ())

    @property
    def buckets(self) -> int:
        """Into how many buckets of cases the work is cut as asked for: two a process where only
        processes are, or eight on Spark. 1 where nothing is said, and for a sheet.
        """
        if self.fits_a_sheet:
            return 1
        if self.engine == SPARK:
            return self.chunks or 8
        return self.chunks or (2 * self.jobs if self.jobs is not None and self.jobs > 1 else 1)

    @property
    def fits_a_sheet(self) -> bool:
        """Whether the ledger goes into a workbook: what fits a sheet of it needs no parts."""
        return self.out is not None and self.out.suffix.lower() == ".xlsx"

    @property
    def processes(self) -> int:
        """How many work on parts: as asked, else one for each processor, four at most."""
        return self.jobs or min(_MOST_PROCESSES, os.cpu_count() or 1)

    @property
    def in_parts(self) -> bool:
        """Whether there are so many cases, or so much is said, that they surely go in parts."""
        if self.engine == SPARK or self.fits_a_sheet:
            return False
        return self.buckets > 1 or (self.chunks is None and _size(self.sources) > _VERY_MUCH)

    @property
    def in_columns(self) -> bool:
        """Whether the cases are reckoned over columns: where that or parts are asked for, or many.

        Explanations, the object with all facts, SARIF and pseudonyms are worked out case by case.
        """
        if self.engine != "auto":
            return self.engine in (COLUMNS, SPARK)
        plain = self.how == "text" and (self.out is None or self.out.suffix.lower() != ".json")
        plain = plain and self.pseudonyms is None
        return plain and not self.explains and (self.buckets > 1 or _size(self.sources) > _MUCH)

    def findings(self, found: tuple[Finding, ...]) -> str:
        """*found* as text: the first of each code, or every one."""
        return every_one(found) if self.verbose else first_of_each(found)
