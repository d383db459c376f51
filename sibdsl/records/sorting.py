"""Every sheet to its reader: a table of the return, a table of cases, or a finding."""

from collections.abc import Callable, Iterator

from attrs import define, evolve, field

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import (
    HEADING_DROPPED,
    HEADING_TWICE,
    NOT_RECOGNISED,
    SET_ASIDE,
    TWO_DATE_PATTERNS,
)
from sibdsl.records.cells import Pattern, written
from sibdsl.records.episodes import EpisodesFile, read_episodes
from sibdsl.records.files import DataFile, open_file
from sibdsl.records.headers import HeaderFile, read_header
from sibdsl.records.kinds import Kinds
from sibdsl.records.mapping import FileMapping
from sibdsl.records.plan import Plan, plan_of, renamed
from sibdsl.records.sheet import Cells, Opened, Sheet
from sibdsl.records.ssda903 import (
    CHILD,
    EPISODES,
    HEADER,
    Table,
    column_indexes,
    table_of,
    unknown_columns,
)
from sibdsl.records.tables import date_columns


@define
class Sorted:
    """What stands in the files, by what it is."""

    episodes: list[EpisodesFile] = field(factory=list)
    headers: list[tuple[HeaderFile, FileMapping]] = field(factory=list)
    plans: list[Plan] = field(factory=list)
    counts: dict[str, int] = field(factory=dict)
    digests: dict[str, str] = field(factory=dict)
    findings: list[Finding] = field(factory=list)

    @property
    def has_return(self) -> bool:
        """Whether there is any return of children looked after."""
        return bool(self.episodes or self.headers)


def sort_sheets(
    files: tuple[DataFile, ...],
    kinds: Kinds,
    opened_by: Callable[[DataFile], Opened] = open_file,
    called: Callable[[str], str] | None = None,
) -> Sorted:
    """The sheets of *files*, in their order, each with its reader; *opened_by* opens a file.

    *called* gives each case number the name that it goes by from here on.
    """
    result = Sorted()
    for file in files:
        opened = opened_by(file)
        result.findings += opened.findings
        result.digests[file.name] = opened.sha256
        for sheet in opened.sheets:
            rows = len(sheet.rows) + len(sheet.ragged)
            result.counts[file.name] = result.counts.get(file.name, 0) + rows
            as_mapped = evolve(sheet, headings=renamed(sheet, file.about))
            table = table_of(as_mapped)
            if table is not None:
                _of_return(result, _named(as_mapped, CHILD, called), table, file.about)
                continue
            planned = plan_of(sheet, file.about, kinds)
            if planned.plan is not None and planned.plan.of_persons:
                assert planned.plan.number is not None, "persons have a number"
                own = _named(sheet, planned.plan.number.heading, called)
                planned = evolve(planned, plan=evolve(planned.plan, sheet=own))
            result.findings += planned.findings
            if planned.plan is None:
                result.findings.append(_not_recognised(sheet, kinds))
            else:
                result.plans.append(planned.plan)
                dated = [(column.heading, column.index) for column in date_columns(planned.plan)]
                result.findings += two_patterns(sheet, dated)
    return result


def _named(sheet: Sheet, heading: str, called: Callable[[str], str] | None) -> Sheet:
    """*sheet* with the case numbers under that heading as they are *called*."""
    if called is None or heading not in sheet.headings:
        return sheet
    at = sheet.headings.index(heading)
    rows, ragged = (
        tuple((line, _called_at(cells, at, called)) for line, cells in lines)
        for lines in (sheet.rows, sheet.ragged)
    )
    return evolve(sheet, rows=rows, ragged=ragged)


def _called_at(cells: Cells, at: int, called: Callable[[str], str]) -> Cells:
    if at >= len(cells):
        return cells
    return (*cells[:at], called(cells[at]), *cells[at + 1 :])


def _of_return(result: Sorted, sheet: Sheet, table: Table, about: FileMapping) -> None:
    at = column_indexes(sheet)
    twice = sorted({h for h in sheet.headings if sheet.headings.count(h) > 1 and h})
    if twice:
        message = f"the heading `{twice[0]}` stands twice"
        result.findings.append(Finding(HEADING_TWICE, message, Place(sheet.file, 1)))
        return
    if table is EPISODES:
        result.episodes.append(read_episodes(sheet, about))
        result.findings += two_patterns(sheet, [(c, at[c]) for c in ("DECOM", "DEC")])
    elif table is HEADER:
        result.headers.append((read_header(sheet), about))
        result.findings += two_patterns(sheet, [("DOB", at["DOB"])])
    else:
        message = f"the file is the table {table.name} of the return, which is not used"
        result.findings.append(Finding(SET_ASIDE, message, Place(sheet.file)))
        return
    result.findings += _extra(sheet, table, about)


def _extra(sheet: Sheet, table: Table, about: FileMapping) -> Iterator[Finding]:
    ignored = {heading.upper() for heading in about.ignore}
    extra = [h for h in unknown_columns(sheet, table) if h.upper() not in ignored]
    if extra:
        listed = ", ".join(f"`{heading}`" for heading in sorted(extra))
        message = f"the table {table.name} has no column {listed}: not read"
        yield Finding(HEADING_DROPPED, message, Place(sheet.file, 1))


def _not_recognised(sheet: Sheet, kinds: Kinds) -> Finding:
    named = " or ".join(f"`{name}`" for name in (kinds.case_number, *kinds.groups))
    help_ = (
        f"a table needs a heading {named} and one of a field of the contract; map other"
        " headings in mapping.toml, or name the file under `skip`"
    )
    if len(sheet.headings) == 1 and any(mark in sheet.headings[0] for mark in ";\t|"):
        help_ = "save it with commas between the cells"
    message = "the file is no table of the return and no table of the contract's records"
    return Finding(NOT_RECOGNISED, message, Place(sheet.file, 1), help=help_)


def two_patterns(sheet: Sheet, columns: list[tuple[str, int]]) -> Iterator[Finding]:
    """The finding of a file that writes some dates dd/mm/yyyy and others yyyy-mm-dd."""
    found: dict[Pattern, set[str]] = {}
    for heading, index in columns:
        for _, cells in sheet.rows:
            pattern = written(cells[index]).pattern if cells[index] else None
            if pattern is not None:
                found.setdefault(pattern, set()).add(heading)
    if len(found) > 1:
        where = "; ".join(
            f"{pattern.value} under " + ", ".join(f"`{heading}`" for heading in sorted(headings))
            for pattern, headings in sorted(found.items(), key=lambda pair: pair[0].value)
        )
        yield Finding(
            TWO_DATE_PATTERNS,
            f"the dates of the file are of two patterns: {where}",
            Place(sheet.file),
        )
