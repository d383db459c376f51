"""What `sibdsl claim` says: the claim, the findings, the file."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from sibdsl import api
from sibdsl.cli.claim import AskedClaim
from sibdsl.cli.output import show, status, waiting_for
from sibdsl.cli.reckoning import after_the_data
from sibdsl.cli.writing import write
from sibdsl.compiled import Compiled
from sibdsl.diagnostics import Finding, Place, errors
from sibdsl.diagnostics.codes import LATE_UNSAID, MAY_EXCEED, NOT_CONSECUTIVE, OTHER_TEXT
from sibdsl.model.claims import Claim, Settlement
from sibdsl.model.contract import Contract
from sibdsl.records.claims import ClaimsRead, read_claims
from sibdsl.records.reading import Reading
from sibdsl.render import as_json
from sibdsl.render.claim import claim as page
from sibdsl.render.ledger_csv import claim_csv
from sibdsl.render.page import listed, paragraphs
from sibdsl.settle.chain import breaks, in_order
from sibdsl.settle.settling import Change, bound, change, in_force, paid_twice, settle


@frozen
class Answer:
    """The claim, or the findings for which there is none; and the files that it rests on."""

    contract: Compiled
    findings: tuple[Finding, ...]
    reading: Reading
    before: ClaimsRead
    claim: Settlement | None = None


def claimed(asked: AskedClaim, read: Compiled, findings: tuple[Finding, ...]) -> int:
    """Read the data and the earlier claims, settle, print, and come back with the exit status."""
    assert read.lowered is not None, "asked only of a contract without errors"
    contract = read.lowered.contract
    with waiting_for("Reading the case data"):
        reading = api.read_cases(contract, asked.of.sources)
    before = read_claims(asked.claimed)
    found = (*findings, *reading.findings, *before.findings, *_other_text(asked, contract, before))
    answer = Answer(read, found, reading, before)
    if not any(errors(found)):
        answer = _settled(asked, contract, answer)
    return _shown(asked, answer)


def _settled(asked: AskedClaim, contract: Contract, answer: Answer) -> Answer:
    reading, earlier = answer.reading, in_order(answer.before.claims)
    with waiting_for(f"Reckoning {len(reading.histories.cases):,} cases"):
        ledger = api.evaluate(contract, reading.histories, as_at=asked.of.as_at)
    changed = change(ledger, earlier)
    rules = in_force(contract, ledger.as_at)
    stops = [*_broken(earlier, ledger.as_at), *_unsaid(rules, changed)]
    found = (*answer.findings, *after_the_data(asked.of, ledger), *stops)
    if stops:
        return evolve(answer, findings=found)
    left_out = frozenset(case for case, _ in reading.left_out)
    settled = settle(rules, ledger, earlier, changed, left_out)
    more = (*_moved(rules, settled), *_written(asked, settled, answer))
    return evolve(answer, findings=(*found, *more), claim=settled)


def _other_text(asked: AskedClaim, contract: Contract, before: ClaimsRead) -> Iterator[Finding]:
    for claim in () if asked.other_text else _under_another(contract, before.claims):
        yield Finding(
            OTHER_TEXT,
            f"it was claimed under another text of the contract, of SHA-256 {claim.digest}",
            Place(claim.file),
            help="see what the other text says; to claim under this one all the same, say "
            "--other-text: what it pays otherwise is then added or taken back",
        )


def _under_another(contract: Contract, claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.digest not in (None, contract.digest)]


def _broken(earlier: Sequence[Claim], as_at: int) -> Iterator[Finding]:
    for broken in breaks(earlier, as_at):
        where = Place(broken.file, broken.line)
        advice = "name every claim that was made, as it was written, and nothing twice"
        yield Finding(NOT_CONSECUTIVE, broken.message, where, help=advice)


def _unsaid(contract: Contract, changed: Change) -> Iterator[Finding]:
    if changed.late and contract.late_evidence is None:
        yield Finding(
            LATE_UNSAID,
            f"{len(changed.late):,} payments that fell due by the last claim have changed, and the "
            "contract does not say what late evidence does",
            help="say `Evidence received after a claim adds to or reduces the next claim.`, or "
            "that it `is disregarded`",
        )


def _moved(contract: Contract, settled: Settlement) -> Iterator[Finding]:
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


def _written(asked: AskedClaim, settled: Settlement, answer: Answer) -> Iterable[Finding]:
    """Write the claim where it is asked for; what is wrong, if anything."""
    out = asked.of.out
    if out is None:
        return
    is_table = out.suffix.lower() == ".csv"
    text = claim_csv(settled) if is_table else _text(_object(settled, answer))
    wrong = write(out, text)
    if wrong is not None:
        yield wrong


def _text(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _object(settled: Settlement, answer: Answer) -> dict[str, Any]:
    return as_json.claim(settled, answer.reading.inputs, answer.before.inputs)


def _shown(asked: AskedClaim, answer: Answer) -> int:
    settled = answer.claim
    text = (
        "Nothing is claimed until the errors are put right." if settled is None else page(settled)
    )
    show(
        asked.of.how,
        answer.findings,
        lambda: paragraphs([[text], [asked.of.findings(answer.findings)], _saved(asked, answer)]),
        lambda: _data(answer),
    )
    return status(answer.findings)


def _data(answer: Answer) -> dict[str, Any]:
    about = as_json.contract(answer.contract.lowered, answer.contract.source.name)
    claim = None if answer.claim is None else _object(answer.claim, answer)
    return as_json.answer("claim", about) | {
        "claim": claim,
        "left_out": as_json.left_out(answer.reading.left_out),
    }


def _saved(asked: AskedClaim, answer: Answer) -> Sequence[str]:
    """Where the claim was written, if it was."""
    if asked.of.out is None or answer.claim is None:
        return ()
    failed = any(f.place and f.place.file == str(asked.of.out) for f in answer.findings)
    return () if failed else (f"The claim is in {asked.of.out}.",)
