"""What is found of earlier claims when another is made on top of them."""

from collections.abc import Iterator, Sequence

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import LATE_UNSAID, MAY_EXCEED, NOT_CONSECUTIVE, OTHER_TEXT
from sibdsl.model.claims import Claim, Settlement
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.render.page import listed
from sibdsl.settle.chain import breaks
from sibdsl.settle.settling import Change, bound, paid_twice


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
