"""What `sibdsl check` was asked for."""

from pathlib import Path

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.model.days import Day
from sibdsl.render.found import every_one, first_of_each


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

    @property
    def sources(self) -> tuple[Path, ...]:
        """The case data: as named, else the folder `cases` beside the contract of a folder."""
        cases = self.path / "cases"
        return self.data or ((cases,) if cases.is_dir() else ())

    def findings(self, found: tuple[Finding, ...]) -> str:
        """*found* as text: the first of each code, or every one."""
        return every_one(found) if self.verbose else first_of_each(found)
