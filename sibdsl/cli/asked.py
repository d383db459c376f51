"""What `sibdsl check` was asked for."""

from pathlib import Path
from typing import Final

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.model.days import Day
from sibdsl.render.found import every_one, first_of_each

COLUMNS: Final = "columns"
SPARK: Final = "spark"

_MUCH: Final = 8_000_000
"""From so many bytes of case data on, columns are the quicker; a Parquet file counts eightfold."""


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
    jobs: int = 1
    chunks: int | None = None
    master: str = "local[*]"
    command: str = "check"

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
        """Into how many buckets of cases the work is cut; where nothing is said, two a process,
        or eight on Spark.

        What fits a sheet of a workbook needs none.
        """
        if self.out is not None and self.out.suffix.lower() == ".xlsx":
            return 1
        if self.engine == SPARK:
            return self.chunks or 8
        return self.chunks or (1 if self.jobs == 1 else 2 * self.jobs)

    @property
    def in_columns(self) -> bool:
        """Whether the cases are reckoned over columns: where that or parts are asked for, or many.

        Explanations, the object with all facts and SARIF are worked out case by case.
        """
        if self.engine != "auto":
            return self.engine in (COLUMNS, SPARK)
        plain = self.how == "text" and (self.out is None or self.out.suffix.lower() != ".json")
        return plain and not self.explains and (self.buckets > 1 or _size(self.sources) > _MUCH)

    def findings(self, found: tuple[Finding, ...]) -> str:
        """*found* as text: the first of each code, or every one."""
        return every_one(found) if self.verbose else first_of_each(found)
