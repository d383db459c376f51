"""What is found of earlier claims when another is made on top of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from attrs import frozen

from sibdsl import api
from sibdsl.cli.asked import Asked
from sibdsl.cli.output import waiting_for
from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import (
    CLAIMED_CASE_GONE,
    LATE_UNSAID,
    MAY_EXCEED,
    NO_CLAIM,
    NOT_CONSECUTIVE,
    OTHER_TEXT,
)
from sibdsl.model.claims import Claim, Settlement, shared
from sibdsl.model.contract import Basis, Contract
from sibdsl.model.days import Day
from sibdsl.model.ledger import CLAIM
from sibdsl.records.claims import ClaimsRead, read_claims
from sibdsl.records.reading import Reading
from sibdsl.render.page import listed
from sibdsl.settle.chain import breaks
from sibdsl.settle.settling import Change, bound, paid_twice


class AsksForClaims(Protocol):
    """What `claim` and `statement` both ask for."""

    @property
    def of(self) -> Asked:
        """The contract and the data."""

    @property
    def claimed(self) -> tuple[Path, ...]:
        """The files of earlier claims."""

    @property
    def other_text(self) -> bool:
        """Whether these may be under another text."""


@frozen
class Taken:
    """The case data, the claims before, and what was found of either."""

    reading: Reading
    before: ClaimsRead
    findings: tuple[Finding, ...]


def taken_up(contract: Contract, asked: AsksForClaims) -> Taken:
    """The data and the earlier claims that are *asked* for, by the names that cases go by."""
    names = asked.of.pseudonyms
    with waiting_for("Reading the case data"):
        reading = api.read_cases(contract, asked.of.sources, names)
    before = read_claims(asked.claimed, str if names is None else names.meant)
    others = () if asked.other_text else under_another_text(contract, before.claims)
    parted = not_all_shared(contract, before.claims)
    return Taken(reading, before, (*reading.findings, *before.findings, *others, *parted))


def under_another_text(contract: Contract, claims: Sequence[Claim]) -> Iterator[Finding]:
    """The claims that were made under another text of *contract*."""
    for claim in claims:
        if claim.digest not in (None, contract.digest):
            yield Finding(
                OTHER_TEXT,
                f"it was claimed under another text of the contract, of SHA-256 {claim.digest}",
                Place(claim.file),
                help="see what the other text says; to claim under this one all the same, say "
                "--other-text: what it pays otherwise is then added or taken back",
            )


def broken(earlier: Sequence[Claim], as_at: Day) -> Iterator[Finding]:
    """What speaks against *earlier*, in order, being all that was claimed before that day."""
    for one in breaks(earlier, as_at):
        where = Place(one.file, one.line)
        advice = "name every claim that was made, as it was written, and nothing twice"
        yield Finding(NOT_CONSECUTIVE, one.message, where, help=advice)


def not_all_shared(contract: Contract, claims: Sequence[Claim]) -> Iterator[Finding]:
    """The rows whose payers come to less than is paid, though nobody has a share of a claim."""
    texts = contract.wordings
    if any(share.basis is Basis.CLAIM for text in texts for share in text.shares):
        return
    for claim in claims:
        if not claim.payers or claim.digest not in (None, contract.digest):
            continue
        for placed in claim.placed:
            line, row = placed.entry.line, placed.row
            if line.outcome != CLAIM and shared(line) != line.paid:
                message = (
                    "the amounts of the row do not agree: the payers come to "
                    f"{shared(line)}, and `paid` is {line.paid}"
                )
                advice = "name the file as it was written, not one that was edited or saved again"
                yield Finding(NO_CLAIM, message, Place(row.file, row.line), help=advice)


def nowhere(reading: Reading, changed: Change) -> Iterator[Finding]:
    """The cases that were claimed and that no file of the data has, not even one left out."""
    known = {case.number for case in reading.histories.cases}
    known |= {case.number for case in reading.histories.set_aside}
    known |= {str(case) for case, _ in reading.left_out}
    rows = {e.line.case: e.reverses[0] for e in reversed(changed.gone) if e.line.case}
    for case in sorted(rows.keys() - known):
        yield Finding(
            CLAIMED_CASE_GONE,
            "the case was claimed, and the data has no case of that number",
            Place(rows[case].file, rows[case].line),
            case=case,
            help="see whether a file of data is missing, or the case has another number now",
        )


def unsaid(contract: Contract, changed: Change) -> Iterator[Finding]:
    """That something came late, where the contract does not say what then."""
    if changed.late and contract.late_evidence is None:
        yield Finding(
            LATE_UNSAID,
            f"{len(changed.late):,} payments that fell due by the last claim have changed, and the "
            "contract does not say what late evidence does",
            help="say `Evidence received after a claim adds to or reduces the next claim.`, or "
            "that it `is disregarded`",
        )


def moved(contract: Contract, settled: Settlement) -> Iterator[Finding]:
    """Where what is disregarded bears on what is claimed."""
    clauses = bound(contract)
    if settled.disregarded and clauses:
        named = f"{'clause' if len(clauses) == 1 else 'clauses'} {listed(clauses)}"
        yield Finding(
            MAY_EXCEED,
            "what is disregarded is in the reckoning all the same, and it may have moved what "
            f"others are paid under {named}: look at them together",
        )
    for stands, new in paid_twice(settled):
        yield Finding(
            MAY_EXCEED,
            f"days of {new.line.outcome} are claimed that {stands.reverses[0]} has claimed already,"
            " and what would take that back is disregarded",
            case=new.line.case,
        )
