"""Which cases stay, and which are left out because something about them is in doubt."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from sibdsl.diagnostics import Code, Finding, Severity
from sibdsl.diagnostics.codes import JOINED_TO_LEFT
from sibdsl.model.histories import Case
from sibdsl.model.records import RecordKind
from sibdsl.records.joining import Person
from sibdsl.records.said import Said, by_case
from sibdsl.records.unite import united


@frozen
class Kept:
    """The cases that stay, those set aside and why, and what was found while they were united."""

    cases: tuple[Case, ...]
    aside: tuple[Case, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, Code], ...]


def keep(
    people: Sequence[Person], said: Sequence[Said], findings: Sequence[Finding], record: RecordKind
) -> Kept:
    """Each of *people* united, unless one of *findings*, or the uniting, speaks against it."""
    of_case = by_case(said)
    left = _left_by(findings)
    against: list[Finding] = []
    kept: list[Case] = []
    aside: list[Case] = []
    for person in people:
        own = [each for number in person.numbers for each in of_case.get(number, ())]
        case, doubts = united(person.number, person.others, own, record)
        for doubt in doubts:
            left.setdefault(person.number, doubt.code)
        joined = list(_left_with(person, left))
        left |= {finding.case: finding.code for finding in joined if finding.case is not None}
        against += [*doubts, *joined]
        (aside if person.number in left else kept).append(_numbered(case, record))
    return Kept(
        tuple(kept),
        tuple(aside),
        tuple(against),
        tuple(sorted(left.items(), key=lambda pair: pair[0])),
    )


def _left_by(findings: Sequence[Finding]) -> dict[str, Code]:
    """The cases that are left out already; of several reasons the code with the least number."""
    left: dict[str, Code] = {}
    for finding in sorted(findings, key=lambda f: f.code.number, reverse=True):
        if finding.severity is Severity.CASE and finding.case is not None:
            left[finding.case] = finding.code
    return left


def _left_with(person: Person, left: dict[str, Code]) -> Iterator[Finding]:
    """A person is left out whole: with one number go the others."""
    if any(number in left for number in person.numbers):
        for number in person.numbers:
            if number not in left:
                message = "the case is joined to one that is left out"
                yield Finding(JOINED_TO_LEFT, message, case=number)


def _numbered(case: Case, record: RecordKind) -> Case:
    """The case with its number as the first of its facts."""
    return evolve(case, facts={**case.facts, record.fields[0].name: case.number})
