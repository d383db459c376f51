"""Case histories from files: what the contract's records hold, and every finding on the way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from pathlib import Path

from attrs import evolve, field, frozen

from sibdsl.diagnostics import Code, Finding
from sibdsl.diagnostics.codes import (
    BAD_MAPPING,
    BROKEN_FILE,
    LAST_DAY_ASSUMED,
    NOT_IN_RETURN,
    NOT_RECOGNISED,
    NOTHING_KNOWN,
    ONLY_IN_RETURN,
)
from sibdsl.model.days import Day
from sibdsl.model.histories import Case, Histories
from sibdsl.model.inputs import Input
from sibdsl.model.records import RecordKind
from sibdsl.records.beside import Tables, tables_in
from sibdsl.records.certifying import Certifiers, answering, certified
from sibdsl.records.files import DataFile, gather, open_file
from sibdsl.records.groups import groups_in, told_of_membership
from sibdsl.records.headings import stem
from sibdsl.records.inputs import inputs_of
from sibdsl.records.joining import persons
from sibdsl.records.keeping import keep
from sibdsl.records.kinds import Kinds
from sibdsl.records.mapping import Mapping as Declared
from sibdsl.records.reach import Origin, Reached, reached
from sibdsl.records.returns import Return, origins, read_return, told_by_return
from sibdsl.records.said import Said
from sibdsl.records.sheet import Opened
from sibdsl.records.sorting import Sorted, sort_sheets
from sibdsl.records.tables import THE_CONTRACT
from sibdsl.records.unite import united
from sibdsl.records.values import Words, unknown_terms

ByField = MappingOf[str, frozenset[str]]
"""The parties and roles that can certify a field, by the field."""


@frozen
class Reading:
    """The histories, and what was found while they were read, in order of file and line.

    *left_out* are the case numbers that are in no history, each with the code that says why;
    *counts* the rows of each file, the headings not counted; *inputs* the files by name; *latest*
    is the latest day in each table.
    """

    histories: Histories
    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, Code], ...]
    counts: tuple[tuple[str, int], ...]
    inputs: tuple[Input, ...] = field(default=(), eq=False)
    latest: MappingOf[str, Day | None] = field(factory=dict, eq=False)


def read(
    paths: Sequence[Path],
    kinds: Kinds,
    *,
    joined_by: str | None,
    parties: frozenset[str],
    certified_by: ByField | None = None,
    opened: Callable[[DataFile], Opened] = open_file,
    called: Callable[[str], str] | None = None,
) -> Reading:
    """The histories in *paths*, by the records that the contract declares.

    *joined_by* is a field of the person; *parties* are the commissioners; *certified_by* says of a
    field which parties and roles can certify it; *opened* opens a file; *called* gives each case
    number the name that it goes by, in findings too. No mistake in a file
    raises: each is a finding. After one of severity ERROR nothing may be computed.
    """
    person, record = kinds.person, kinds.record
    gathered = gather(paths)
    mapping = gathered.mapping
    sheets = sort_sheets(gathered.files, kinds, opened, called)
    words = Words(parties, {stem(term): v for term, v in mapping.values.items()})
    tables = tables_in(sheets, words)
    returned = read_return(sheets, person, mapping)
    cases, about_cases = _cases(sheets, tables, returned, person)
    told = told_by_return(returned, cases, words)
    reach = _reach(kinds, [*origins(returned, sheets), *tables.origins], mapping)
    found = (
        *(*gathered.findings, *sheets.findings, *returned.findings, *tables.findings),
        *(*told.findings, *about_cases, *reach.findings),
        *unknown_terms(mapping.values, kinds.all, mapping.file),
    )
    findings = [f for f in found if f.case is None or f.case in cases]
    of_file = answering(sheets)
    certifiers = Certifiers(certified_by or {}, of_file)
    vouched = certified((*told.said, *tables.said), certifiers)
    said = [each for each in vouched.said if not each.group]
    joined_by = None if joined_by == kinds.case_number else joined_by
    people, unjoined = persons(cases, said, joined_by)
    kept = keep(people, said, [*findings, *unjoined], person)
    contract, against = _of_contract(said, record)
    grouped = groups_in(kinds, tables.labels, [s for s in vouched.said if s.group], tables.doubts)
    members = told_of_membership(kinds, tables.labels, (*kept.cases, *kept.aside))
    histories = Histories(kept.cases, contract, reach.reach, kept.aside, grouped.held)
    everything = [
        *(*findings, *unjoined, *vouched.findings, *kept.findings, *against),
        *(*grouped.findings, *members),
    ]
    told_in_order = in_order(_causes(everything))
    counts = tuple(sheets.counts.items())
    inputs = inputs_of({**sheets.digests, **dict(gathered.mappings)}, of_file)
    left_out = tuple(sorted((str(case), code) for case, code in kept.left_out))
    latest = {origin.file: origin.latest for origin in tables.origins}
    return Reading(histories, told_in_order, left_out, counts, inputs, latest)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """*findings* in order of file and line."""
    return tuple(sorted(findings, key=_order))


def _causes(findings: Sequence[Finding]) -> Iterator[Finding]:
    """*findings*, without what merely follows where a mapping or a file could not be read.

    Advice to declare that there is none of a field would then do harm.
    """
    broken = any(f.code in (BAD_MAPPING, BROKEN_FILE, NOT_RECOGNISED) for f in findings)
    follow = (NOTHING_KNOWN, LAST_DAY_ASSUMED) if broken else ()
    for finding in findings:
        if finding.code not in follow:
            yield finding


def _of_contract(said: Sequence[Said], record: RecordKind) -> tuple[Case, list[Finding]]:
    """The record of the contract itself; what speaks against it concerns no case."""
    own = [each for each in said if each.case == THE_CONTRACT]
    contract, against = united(THE_CONTRACT, (), own, record, "contract")
    named = evolve(contract, number="the contract")
    return named, [evolve(finding, case=None) for finding in against]


def _cases(
    sheets: Sorted, tables: Tables, returned: Return, person: RecordKind
) -> tuple[frozenset[str], list[Finding]]:
    """Who is a case: the children of the tables, if they hold what no return can; else all."""
    if not sheets.has_return or not tables.own - returned.fields:
        return tables.cases | returned.children, []
    only = returned.children - tables.cases
    missing = sorted(tables.cases - returned.children)
    findings: list[Finding] = []
    if only:
        name = person.name or "case"
        findings.append(
            Finding(
                ONLY_IN_RETURN,
                f"{len(only):,} in the return only: none of them is a {name} of this contract, and"
                " findings about them are not shown",
            )
        )
    if missing:
        findings.append(
            Finding(
                NOT_IN_RETURN,
                f"{len(missing):,} not in the return, and so taken never to have been in care:"
                f" {', '.join(sorted(map(str, missing)))}",
                help="check that both files use the same case numbers",
            )
        )
    return tables.cases, findings


def _reach(kinds: Kinds, found: list[Origin], declared: Declared) -> Reached:
    """The reach of every field but the case number, which has no days."""
    fields = [f.name for kind in kinds.all for f in kind.fields if f is not kinds.person.fields[0]]
    return reached(found, fields, declared)


def _order(finding: Finding) -> tuple[str, int, str, str, str, str]:
    place = finding.place
    where = ("", 0, "") if place is None else (place.file, place.line or 0, place.heading or "")
    return *where[:2], finding.code.number, where[2], finding.case or "", finding.message
