"""What `sibdsl claim` says: the claim, the findings, the file."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, frozen

from sibdsl import api
from sibdsl.cli import earlier
from sibdsl.cli.claim import AskedClaim
from sibdsl.cli.output import show, status, waiting_for
from sibdsl.cli.reckoning import after_the_data
from sibdsl.cli.writing import write
from sibdsl.compiled import Compiled
from sibdsl.diagnostics import Finding, errors
from sibdsl.model.claims import Settlement
from sibdsl.model.contract import Contract
from sibdsl.records.claims import ClaimsRead
from sibdsl.records.reading import Reading
from sibdsl.render import as_json
from sibdsl.render.claim import claim as page
from sibdsl.render.ledger_csv import claim_csv
from sibdsl.render.page import paragraphs
from sibdsl.settle.chain import in_order
from sibdsl.settle.settling import change, in_force, settle


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
    taken = earlier.taken_up(contract, asked)
    found = (*findings, *taken.findings)
    answer = Answer(read, found, taken.reading, taken.before)
    if not any(errors(found)):
        answer = _settled(asked, contract, answer)
    return _shown(asked, answer)


def _settled(asked: AskedClaim, contract: Contract, answer: Answer) -> Answer:
    reading, claims = answer.reading, in_order(answer.before.claims)
    with waiting_for(f"Reckoning {len(reading.histories.cases):,} cases"):
        ledger = api.evaluate(contract, reading.histories, as_at=asked.of.as_at)
    changed = change(ledger, claims)
    rules = in_force(contract, ledger.as_at)
    stops = [*earlier.broken(claims, ledger.as_at), *earlier.unsaid(rules, changed)]
    found = (*answer.findings, *after_the_data(asked.of, ledger), *stops)
    if stops:
        return evolve(answer, findings=found)
    left_out = frozenset(case for case, _ in reading.left_out)
    settled = settle(rules, ledger, claims, changed, left_out)
    gone = earlier.nowhere(reading, changed)
    more = (*gone, *earlier.moved(rules, settled), *_written(asked, settled, answer))
    return evolve(answer, findings=(*found, *more), claim=settled)


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
    """Where the claim was written, or that it was not."""
    if asked.of.out is None or answer.claim is None:
        return ()
    failed = any(f.place and f.place.file == str(asked.of.out) for f in answer.findings)
    out = asked.of.out
    return (f"Nothing was written to {out}." if failed else f"The claim is in {out}.",)
